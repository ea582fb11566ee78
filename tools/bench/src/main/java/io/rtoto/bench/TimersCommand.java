package io.rtoto.bench;

import io.rtoto.bench.TimerCost.Load;
import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rtoto bench timers}: what is awaited, and whether it is noticed on time. */
@Command(
    name = "timers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fills the whole job with customers of whom three things are awaited each (an answer, an"
          + " order, a birthday; and the end of the visit, where a rule is on it), and measures how large its state is on disk. Then starts it from"
          + " a savepoint when some of that is overdue, and measures how soon all of it is decided"
          + " on. At last, in a silent stream, measures how late it is noticed that a customer got"
          + " no answer.",
      "",
      "Broker and job share this process. A customer has one wake-up only, for what is due first."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the mixin
final class TimersCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1 << 20;

  @Option(
      names = "--customers",
      defaultValue = "1000000",
      description = "How many there are. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--due",
      defaultValue = "100000",
      description =
          "Of how many something is overdue when the job starts again. Default: ${DEFAULT-VALUE}.")
  private int due;

  @Option(
      names = "--silent",
      defaultValue = "2000",
      description =
          "Of how many something is due in the silent stream, one every 10 ms. Default:"
              + " ${DEFAULT-VALUE}.")
  private int silent;

  @Mixin private BenchSettings bench;

  @Override
  public Integer call() throws IOException {
    bench.bounds().atLeast(1, "--due", due);
    Load load =
        new Load(
            bench.bounds().atLeast(due, "--customers", customers),
            due,
            bench.bounds().atLeast(1, "--silent", silent),
            bench.parallelism(),
            bench.flink());
    TimerCost cost =
        Timers.measure(load, bench.rules(), InstantSource.system(), Progress.to(bench.err()));
    bench.print(cost, asTable(cost));
    return 0;
  }

  private static String asTable(TimerCost cost) {
    Load load = cost.load();
    return String.format(
        Locale.ROOT,
        """
        %,d customers, parallelism %d%s
        %d cores, Java %s, %s

        %8.1f  things awaited of a customer
        %8.0f  MB on disk in RocksDB
        %8.0f  MB of a savepoint

        %8.1f  seconds from the savepoint until %,d overdue answers were decided on

        From its time to the decision in a silent stream, in milliseconds (%,d absences)
        %8.1f  p50
        %8.1f  p90
        %8.1f  p99
        %8.1f  the longest
        %8d  were not noticed
        """,
        load.customers(),
        load.parallelism(),
        Table.settings(load.flink()),
        cost.machine().cores(),
        cost.machine().java(),
        cost.machine().system(),
        cost.kept().awaitedPerCustomer(),
        cost.kept().rocksBytes() / MEGABYTE,
        cost.kept().savepointBytes() / MEGABYTE,
        cost.kept().catchUpSeconds(),
        load.due(),
        load.silent(),
        cost.silence().millis().p50(),
        cost.silence().millis().p90(),
        cost.silence().millis().p99(),
        cost.silence().millis().max(),
        cost.silence().unnoticed());
  }
}
