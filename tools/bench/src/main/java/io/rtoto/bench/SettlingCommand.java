package io.rtoto.bench;

import io.rtoto.bench.Settled.Rate;
import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rtoto bench settling}: from a link to one customer. */
@Command(
    name = "settling",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends a made-up retailer's visits to the whole job on a real broker, at a steady pace, and"
          + " measures how long it takes until identifiers that are seen together are one customer,"
          + " and how many messages identifiers tell each other.",
      "",
      "Broker, job and visitors share this process."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the mixin
final class SettlingCommand implements Callable<Integer> {
  @Option(
      names = "--customers",
      defaultValue = "2000",
      description = "How many the retailer has. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "Events per second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "For how long before anything is measured. Default: ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "For how long it is measured. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Mixin private BenchSettings bench;

  @Override
  public Integer call() throws IOException {
    Rate load =
        new Rate(
            bench.bounds().atLeast(1, "--customers", customers),
            bench.bounds().atLeast(1, "--rate", rate),
            bench.bounds().atLeast(0, "--warm-up", warmUpSeconds),
            bench.bounds().atLeast(1, "--seconds", seconds),
            bench.parallelism(),
            bench.flink());
    Settled settled =
        Settling.measure(load, bench.rules(), InstantSource.system(), Progress.to(bench.err()));
    bench.print(settled, asTable(settled));
    return 0;
  }

  private static String asTable(Settled settled) {
    Rate load = settled.load();
    Machine machine = settled.machine();
    return String.format(
        Locale.ROOT,
        """
        %,d customers, %,d events per second for %d s after %d s to warm up, parallelism %d%s
        %d cores, Java %s, %s

        From the event to one customer, in milliseconds (%,d links)
        %8.1f  p50
        %8.1f  p90
        %8.1f  p99
        %8.1f  the longest
        %8d  links did not settle

        %8.3f  messages between identifiers for each event
        %8.3f  messages to identifiers of what was offered, for each event
        """,
        load.customers(),
        load.eventsPerSecond(),
        load.seconds(),
        load.warmUpSeconds(),
        load.parallelism(),
        Table.settings(load.flink()),
        machine.cores(),
        machine.java(),
        machine.system(),
        settled.links(),
        settled.millis().p50(),
        settled.millis().p90(),
        settled.millis().p99(),
        settled.millis().max(),
        settled.unsettled(),
        settled.loopMessagesPerEvent(),
        settled.offersPerEvent());
  }
}
