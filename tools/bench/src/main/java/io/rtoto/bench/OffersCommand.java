package io.rtoto.bench;

import io.rtoto.bench.OfferTimes.Load;
import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rtoto bench offers}: from an event of a page to the offer on it. */
@Command(
    name = "offers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs everything: broker, database, job and gateway. Pages that have their streams open send"
          + " looks at products over HTTP, at a steady pace, and it measures how long it takes from"
          + " the answer to the moment at which the page has what it is recommended.",
      "",
      "Job and gateway have a process each; broker, database and pages share this one."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the mixin
final class OffersCommand implements Callable<Integer> {
  private static final int FEWEST_PRODUCTS = 100;

  @Option(
      names = "--sessions",
      defaultValue = "500",
      description =
          "How many pages are open, each of another visitor; at most 10000. Default:"
              + " ${DEFAULT-VALUE}.")
  private int sessions;

  @Option(
      names = "--rate",
      defaultValue = "300",
      description = "Events per second; ten of a page at most. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "For how long it is measured. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "LOOKS",
      defaultValue = "50000",
      description =
          "So many come before, of others, as fast as they are taken. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--products",
      defaultValue = "10000",
      description = "How many the shop sells. Default: ${DEFAULT-VALUE}.")
  private int products;

  @Mixin private BenchSettings bench;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Bounds bounds = bench.bounds();
    Load load =
        new Load(
            bounds.within(1, 10_000, "--sessions", sessions),
            bounds.within(1, 10 * sessions, "--rate", rate),
            bounds.atLeast(1, "--seconds", seconds),
            bounds.atLeast(0, "--warm-up", warmUp),
            bounds.atLeast(FEWEST_PRODUCTS, "--products", products),
            bench.parallelism(),
            bench.flink());
    // Nobody looks at the same product twice.
    bounds.within(
        1,
        (int) Math.min(Integer.MAX_VALUE, (long) products * sessions),
        "the number of events",
        load.looks());
    OfferTimes times =
        Offering.measure(load, bench.rules(), InstantSource.system(), Progress.to(bench.err()));
    bench.print(times, asTable(times));
    return 0;
  }

  private static String asTable(OfferTimes times) {
    Load load = times.load();
    Machine machine = times.machine();
    return String.format(
        Locale.ROOT,
        """
        %,d pages, %,d events per second for %d s after %,d to warm up, %,d products
        parallelism %d%s
        %d cores, Java %s, %s

        To the recommendation, in milliseconds    p50      p90      p99  longest
        from the answer to it on the page         %s
        from the page and back to it              %s
        from the page to the answer               %s
        from the page to the decision             %s
        from the decision to the page             %s

        %8d  events
        %8d  of them without a recommendation
        %8d  recommendations came before the answer
        %8d  recommendations lost
        """,
        load.sessions(),
        load.eventsPerSecond(),
        load.seconds(),
        load.warmUp(),
        load.products(),
        load.parallelism(),
        Table.settings(load.flink()),
        machine.cores(),
        machine.java(),
        machine.system(),
        Table.row(times.acceptedToPage()),
        Table.row(times.sentToPage()),
        Table.row(times.sentToAccepted()),
        Table.row(times.sentToDecided()),
        Table.row(times.decidedToPage()),
        times.looks(),
        times.undecided(),
        times.beforeAnswer(),
        times.lost());
  }
}
