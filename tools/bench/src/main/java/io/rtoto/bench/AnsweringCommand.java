package io.rtoto.bench;

import io.rtoto.bench.AnswerTimes.Load;
import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rtoto bench answering}: from a look at a product to what goes with it. */
@Command(
    name = "answering",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends visitors' looks at products to the whole job on a real broker, at a steady pace, and"
          + " measures how long it takes until what goes with a product is recommended, and until"
          + " what was learned from a look is part of that.",
      "",
      "Broker, job and visitors share this process."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the mixin
final class AnsweringCommand implements Callable<Integer> {
  private static final int FEWEST_PRODUCTS = 100;

  @Option(
      names = "--products",
      defaultValue = "100000",
      description = "How many the shop sells. Default: ${DEFAULT-VALUE}.")
  private int products;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      description = "Looks per second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--warm-up",
      paramLabel = "LOOKS",
      defaultValue = "300000",
      description =
          "So many come before, as fast as the job takes them. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "For how long it is measured. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Mixin private BenchSettings bench;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Load load =
        new Load(
            bench.bounds().atLeast(FEWEST_PRODUCTS, "--products", products),
            bench.bounds().atLeast(1, "--rate", rate),
            bench.bounds().atLeast(0, "--warm-up", warmUp),
            bench.bounds().atLeast(1, "--seconds", seconds),
            bench.parallelism(),
            bench.flink());
    AnswerTimes times =
        Answering.measure(load, bench.rules(), InstantSource.system(), Progress.to(bench.err()));
    bench.print(times, asTable(times));
    return 0;
  }

  private static String asTable(AnswerTimes times) {
    Load load = times.load();
    Machine machine = times.machine();
    return String.format(
        Locale.ROOT,
        """
        %,d products, %,d looks per second for %d s after %,d looks to warm up
        parallelism %d%s
        %d cores, Java %s, %s

        In milliseconds         p50      p90      p99  longest
        to the recommendation   %s
        in the job              %s
        to what was learned     %s

        %8d  looks
        %8d  of them without a recommendation
        %8d  pairs
        %8d  of them not learned within %d ms
        """,
        load.products(),
        load.looksPerSecond(),
        load.seconds(),
        load.warmUp(),
        load.parallelism(),
        Table.settings(load.flink()),
        machine.cores(),
        machine.java(),
        machine.system(),
        Table.row(times.millis()),
        Table.row(times.insideMillis()),
        Table.row(times.learningMillis()),
        times.looks(),
        times.undecided(),
        times.pairs(),
        times.unlearned(),
        AnswerTimes.PATIENCE_MILLIS);
  }
}
