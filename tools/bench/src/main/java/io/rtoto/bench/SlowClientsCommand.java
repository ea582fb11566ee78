package io.rtoto.bench;

import io.rtoto.bench.SlowedDown.Load;
import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtoto bench slow-clients}: what slow clients do to the others. */
@Command(
    name = "slow-clients",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends the same events to two gateways, while clients that never end a request, or read no"
          + " answer, keep connections of one of them (slow loris). It measures how long the others"
          + " wait for their answers at each.",
      "",
      "Each gateway has a process of its own; broker and clients share this one. It needs two open"
          + " files for each slow client."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SlowClientsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--clients",
      defaultValue = "1000",
      description = "How many are slow; at most 10000. Default: ${DEFAULT-VALUE}.")
  private int clients;

  @Option(
      names = "--rate",
      defaultValue = "100",
      description = "Events per second, to each gateway. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "300",
      description = "For how long. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--json", description = "Print an object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Bounds bounds = new Bounds(spec);
    Load load =
        new Load(
            bounds.within(1, 10_000, "--clients", clients),
            bounds.within(1, 10_000, "--rate", rate),
            bounds.within(1, 3_600, "--seconds", seconds));
    SlowedDown slowed =
        SlowClients.measure(load, InstantSource.system(), Progress.to(spec.commandLine().getErr()));
    new Output(spec.commandLine().getOut(), json).print(slowed, asTable(slowed));
    return 0;
  }

  private static String asTable(SlowedDown slowed) {
    Load load = slowed.load();
    Machine machine = slowed.machine();
    return String.format(
        Locale.ROOT,
        """
        %,d slow clients, %,d events per second to each gateway for %d s
        %d cores, Java %s, %s

        From an event to its answer, in milliseconds
                                 p50      p90      p99  longest
        without slow clients   %s
        with slow clients      %s

        %8.2f  times the p99 without
        %8d  connections of slow clients were closed
        """,
        load.clients(),
        load.eventsPerSecond(),
        load.seconds(),
        machine.cores(),
        machine.java(),
        machine.system(),
        Table.row(slowed.undisturbed()),
        Table.row(slowed.disturbed()),
        slowed.disturbed().p99() / slowed.undisturbed().p99(),
        slowed.hungUp());
  }
}
