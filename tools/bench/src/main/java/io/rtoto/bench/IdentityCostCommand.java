package io.rtoto.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtoto bench identity}: the job that joins identifiers, beside one that does not. */
@Command(
    name = "identity",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures what it costs to find out who is who: the CPU time per event of the whole job, and"
          + " of the same job in which every event is its strongest identifier's, on the same"
          + " events, in turn. Every second customer comes by two names.",
      "",
      "It goes as rtoto bench throughput does, twice in each round."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
final class IdentityCostCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--customers",
      defaultValue = "100000",
      description = "How many there are. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--events",
      defaultValue = "500000",
      description = "How many are measured each time. Default: ${DEFAULT-VALUE}.")
  private long events;

  @Option(
      names = "--rounds",
      defaultValue = "2",
      description =
          "How often each job is measured; they take turns in going first. Default:"
              + " ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      defaultValue = "1024",
      description = "Of the job's heap, and again of RocksDB. Default: ${DEFAULT-VALUE}.")
  private int memoryMegabytes;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      defaultValue = "${sys:rtoto.root:-.}/rules/library",
      description = "Default: the library of the project.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path rules;

  @Option(names = "--json", description = "Print an object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    require(customers >= 1, "--customers is " + customers + "; expected at least 1.");
    require(events >= 1, "--events is " + events + "; expected at least 1.");
    require(rounds >= 1, "--rounds is " + rounds + "; expected at least 1.");
    require(parallelism >= 1, "--parallelism is " + parallelism + "; expected at least 1.");
    require(memoryMegabytes >= 256, "--memory is " + memoryMegabytes + "; expected at least 256.");
    Load load = new Load(customers, events, parallelism, memoryMegabytes);
    List<Double> joining = new ArrayList<>();
    List<Double> strongest = new ArrayList<>();
    for (int i = 0; i < 2 * rounds; i++) {
      // One first, then the other twice, and so on: a machine that gets slower is fair to both.
      boolean joins = i % 4 == 0 || i % 4 == 3;
      (joins ? joining : strongest).add(microsPerEvent(load, joins));
    }
    PrintWriter out = spec.commandLine().getOut();
    IdentityCost cost = IdentityCost.of(load, joining, strongest);
    out.println(json ? asJson(cost) : asTable(cost));
    out.flush();
    return 0;
  }

  private double microsPerEvent(Load load, boolean joins) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Measurement measured = Throughput.measure(load, rules, joins, Progress.to(err));
    err.println((joins ? "Joining:\n" : "By the strongest identifier:\n") + Table.of(measured));
    err.flush();
    return measured.whole().cpuMicrosPerEvent();
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private static String asJson(IdentityCost cost) throws IOException {
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(cost);
  }

  private static String asTable(IdentityCost cost) {
    return String.format(
        Locale.ROOT,
        """
        %,d customers, %,d events measured after %,d to warm up, parallelism %d
        %d cores, Java %s, %s

        CPU for each event, in microseconds
        %s  where identifiers are joined
        %s  where every event is its strongest identifier's
        %8.3f  times as much
        """,
        cost.load().customers(),
        cost.load().events(),
        cost.load().warmUp(),
        cost.load().parallelism(),
        cost.machine().cores(),
        cost.machine().java(),
        cost.machine().system(),
        figures(cost.joining()),
        figures(cost.strongest()),
        cost.ratio());
  }

  private static String figures(List<Double> figures) {
    return figures.stream()
        .map(figure -> String.format(Locale.ROOT, "%8.2f", figure))
        .collect(Collectors.joining());
  }
}
