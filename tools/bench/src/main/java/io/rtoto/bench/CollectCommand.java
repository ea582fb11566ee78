package io.rtoto.bench;

import io.rtoto.bench.Collected.Cost;
import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtoto bench collect}: what it costs to take events in. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends batches of events to the gateway, which answers when a real broker has them, and the"
          + " same batches to a bare server of the same framework, in turn. Each of the two has a"
          + " process of its own; the broker and those who send share this one.",
      "",
      "CPU is that of the server's process, without the JVM's compilers. As many batches as a round"
          + " has warm each server up."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CollectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--batches",
      defaultValue = "5000",
      description = "Requests of a round. Default: ${DEFAULT-VALUE}.")
  private int batches;

  @Option(
      names = "--batch",
      paramLabel = "EVENTS",
      defaultValue = "20",
      description = "Events of a request. Default: ${DEFAULT-VALUE}.")
  private int batchEvents;

  @Option(
      names = "--connections",
      defaultValue = "32",
      description = "Requests under way at a time. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each is measured. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--json", description = "Print an object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Bounds bounds = new Bounds(spec);
    bounds.atLeast(1, "--batches", batches);
    bounds.within(1, 500, "--batch", batchEvents);
    bounds.atLeast(1, "--connections", connections);
    bounds.atLeast(1, "--rounds", rounds);
    Collected collected =
        Collecting.measure(
            batches,
            batchEvents,
            connections,
            rounds,
            InstantSource.system(),
            Progress.to(spec.commandLine().getErr()));
    new Output(spec.commandLine().getOut(), json).print(collected, asTable(collected));
    return 0;
  }

  private static String asTable(Collected collected) {
    Machine machine = collected.machine();
    return String.format(
            Locale.ROOT,
            """
            %,d batches of %d events (%,d bytes) a round, %d under way at a time, median of %d rounds
            %d cores, Java %s, %s

                                           gateway  bare server
            """,
            collected.batches(),
            collected.batchEvents(),
            collected.batchBytes(),
            collected.connections(),
            collected.rounds(),
            machine.cores(),
            machine.java(),
            machine.system())
        + row("CPU for each event, microseconds", collected, Cost::cpuMicrosPerEvent)
        + row("events per second", collected, Cost::eventsPerSecond)
        + row("a request, p50, milliseconds", collected, cost -> cost.millis().p50())
        + row("a request, p99, milliseconds", collected, cost -> cost.millis().p99());
  }

  private static String row(String name, Collected collected, ToDoubleFunction<Cost> figure) {
    return String.format(
        Locale.ROOT,
        "%-34s%,10.2f%,13.2f%n",
        name,
        figure.applyAsDouble(collected.gateway()),
        figure.applyAsDouble(collected.echo()));
  }
}
