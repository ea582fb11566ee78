package io.rtoto.bench;

import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
@SuppressWarnings("NullAway.Init") // picocli sets the mixin
final class IdentityCostCommand implements Callable<Integer> {
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

  @Mixin private LoadSettings settings;

  @Override
  public Integer call() throws IOException {
    BenchSettings bench = settings.bench();
    Load load = settings.load(events);
    bench.bounds().atLeast(1, "--rounds", rounds);
    List<Double> joining = new ArrayList<>();
    List<Double> strongest = new ArrayList<>();
    for (int i = 0; i < 2 * rounds; i++) {
      // One first, then the other twice, and so on: a machine that gets slower is fair to both.
      boolean joins = i % 4 == 0 || i % 4 == 3;
      (joins ? joining : strongest).add(microsPerEvent(load, joins));
    }
    IdentityCost cost = IdentityCost.of(load, joining, strongest);
    bench.print(cost, asTable(cost));
    return 0;
  }

  private double microsPerEvent(Load load, boolean joins) throws IOException {
    PrintWriter err = settings.bench().err();
    Measurement measured =
        Throughput.measure(load, settings.bench().rules(), joins, Progress.to(err));
    err.println((joins ? "Joining:\n" : "By the strongest identifier:\n") + Table.of(measured));
    err.flush();
    return measured.whole().cpuMicrosPerEvent();
  }

  private static String asTable(IdentityCost cost) {
    return String.format(
        Locale.ROOT,
        """
        %,d customers, %,d events measured after %,d to warm up, parallelism %d%s
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
        Table.settings(cost.load().flink()),
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
