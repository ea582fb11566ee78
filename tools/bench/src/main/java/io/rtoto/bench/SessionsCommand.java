package io.rtoto.bench;

import io.rtoto.bench.SessionCost.Load;
import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtoto bench sessions}: what pages that are open cost the gateway. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Opens the streams of many pages at a gateway in a process of its own, and measures how much"
          + " memory each takes, how soon offers reach their pages, and how long it takes after a"
          + " restart of the gateway until all have their streams again, with no offer lost.",
      "",
      "Broker and pages share this process. It needs two open files for each page."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SessionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--sessions",
      defaultValue = "10000",
      description = "How many pages are open; at most 10000. Default: ${DEFAULT-VALUE}.")
  private int sessions;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description = "Offers per second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "For how long, before the gateway starts again. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--json", description = "Print an object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Bounds bounds = new Bounds(spec);
    Load load =
        new Load(
            bounds.within(1, 10_000, "--sessions", sessions),
            bounds.atLeast(1, "--rate", rate),
            bounds.atLeast(1, "--seconds", seconds));
    SessionCost cost =
        Streaming.measure(load, InstantSource.system(), Progress.to(spec.commandLine().getErr()));
    new Output(spec.commandLine().getOut(), json).print(cost, asTable(cost));
    return 0;
  }

  private static String asTable(SessionCost cost) {
    return String.format(
        Locale.ROOT,
        """
        %,d streams, %,d offers per second for %d s and while the gateway starts again
        %d cores, Java %s, %s

        %8.1f  KB of the gateway's process for each idle stream

        From the decision to the page, in milliseconds
        %8.1f  p50
        %8.1f  p90
        %8.1f  p99
        %8.1f  the longest

        %8.1f  seconds until the gateway answered again
        %8.1f  seconds until all pages had their streams again

        %8d  offers
        %8d  of them lost
        %8d  came twice
        """,
        cost.load().sessions(),
        cost.load().offersPerSecond(),
        cost.load().seconds(),
        cost.machine().cores(),
        cost.machine().java(),
        cost.machine().system(),
        cost.bytesPerSession() / 1024.0,
        cost.millis().p50(),
        cost.millis().p90(),
        cost.millis().p99(),
        cost.millis().max(),
        cost.downSeconds(),
        cost.reconnectedSeconds(),
        cost.offers(),
        cost.lost(),
        cost.twice());
  }
}
