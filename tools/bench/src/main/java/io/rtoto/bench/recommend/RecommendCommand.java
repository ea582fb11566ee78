package io.rtoto.bench.recommend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtoto bench recommend}: how good the recommendations are. */
@Command(
    name = "recommend",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Foretells on files of the past what a session comes to next, or what completes a basket, and"
          + " compares that with what came: with the code of the job, and beside it by popularity,"
          + " by plain co-occurrence and by VSTAN.",
      "",
      "  serenade   learn from train*, foretell test*, else valid*; never names the product that is"
          + " looked at",
      "  rsc15      the same, but names it where that is likely",
      "  pairs      sessions without times, one a line; in the file *pairs* a test a line: the"
          + " products so far, then the next. Without that file, the last sessions are held out.",
      "  streaming  foretell each click of the last fifth by time, and learn from it at once",
      "  basket     orders as in Online Retail, learned up to 2011-11-09: complete the later"
          + " baskets (hr20, mrr20), and foretell what returning customers buy (p20, r20), be it"
          + " what they bought once: boughtOnce: recommend, for they are shops",
      "",
      "Sessions may come back to what was seen, and it is named, as in published measures; a strip"
          + " leaves to the customer's memory what was only seen.",
      "",
      "HR@20 is how often the next product is among the first 20, MRR@20 the mean of 1 by its"
          + " place, P@20 and R@20 compare all that came with the 20. Coverage is the share of the"
          + " products that was named at all, the popularity bias how popular the named ones are,"
          + " where the most popular is 1."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class RecommendCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description =
          "The folder with the files, or the one that has it as sessions-serenade, sessions-rsc15,"
              + " sessions-retailrocket or online-retail. Files are text, or text in gzip.")
  private Path data;

  @Option(names = "--protocol", required = true, description = "One of: ${COMPLETION-CANDIDATES}.")
  private Protocol protocol;

  @Option(names = "--json", description = "Print an object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Report report = report();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(report)
            : report.asTable());
    out.flush();
    return 0;
  }

  private Report report() throws IOException {
    try {
      return protocol.report(data, Progress.to(spec.commandLine().getErr()));
    } catch (MissingDataException missing) {
      throw new ParameterException(spec.commandLine(), missing.getMessage(), missing);
    }
  }
}
