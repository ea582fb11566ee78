package io.rtoto.bench;

import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rtoto bench throughput}: the whole job, from topic to topic. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the whole job on a real broker, from topic to topic, and measures what an event costs:",
      "CPU time by group of threads, events per second, memory, bytes of state for each customer.",
      "",
      "Before the events that are measured, others warm the job up: as many as there are customers,"
          + " so that each is visited once, and at least half as many as are measured. The job also"
          + " has the whole catalogue by then.",
      "The job runs in a JVM of its own, with the heap given here and as much managed memory."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the mixin
final class ThroughputCommand implements Callable<Integer> {
  @Option(
      names = "--events",
      defaultValue = "1000000",
      description = "How many are measured. Default: ${DEFAULT-VALUE}.")
  private long events;

  @Mixin private LoadSettings settings;

  @Override
  public Integer call() throws IOException {
    BenchSettings bench = settings.bench();
    Measurement measurement =
        Throughput.measure(settings.load(events), bench.rules(), Progress.to(bench.err()));
    bench.print(measurement, Table.of(measurement));
    return 0;
  }
}
