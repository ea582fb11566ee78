package io.rtoto.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rtoto.bench.Settled.Rate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class SettlingCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

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

  @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism;

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
    require(rate >= 1, "--rate is " + rate + "; expected at least 1.");
    require(warmUpSeconds >= 0, "--warm-up is " + warmUpSeconds + "; expected at least 0.");
    require(seconds >= 1, "--seconds is " + seconds + "; expected at least 1.");
    require(parallelism >= 1, "--parallelism is " + parallelism + "; expected at least 1.");
    Settled settled =
        Settling.measure(
            new Rate(customers, rate, warmUpSeconds, seconds, parallelism),
            rules,
            InstantSource.system(),
            Progress.to(spec.commandLine().getErr()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? asJson(settled) : asTable(settled));
    out.flush();
    return 0;
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private static String asJson(Settled settled) throws IOException {
    return new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(settled);
  }

  private static String asTable(Settled settled) {
    Rate load = settled.load();
    Machine machine = settled.machine();
    return String.format(
        Locale.ROOT,
        """
        %,d customers, %,d events per second for %d s after %d s to warm up, parallelism %d
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
