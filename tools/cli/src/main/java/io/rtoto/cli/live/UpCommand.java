package io.rtoto.cli.live;

import io.rtoto.cli.console.JobSettings;
import io.rtoto.cli.console.LogFile;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.cli.shop.IndustryOption;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts everything in this process, until it is stopped. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a whole shop on this machine: Kafka, PostgreSQL, Flink with the job engage, the"
          + " gateway, and a demo shop, or another business, that plays through its HTTP interface.",
      "Ctrl-C stops all of it; the next start goes on where it stopped.",
      "A cart counts as abandoned after half an hour, or after what RTOTO_CART_IDLE_AFTER says, such"
          + " as PT20S; so it is of all that the job waits for."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class UpCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;
  // A slot an operator chain: two keep both cores of a small machine busy.
  private static final int PARALLELISM = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The address that the gateway listens on; 0.0.0.0 lets other machines in (default:"
              + " ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Where the gateway listens; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description =
          "A broker that runs already, instead of one of its own; topics that are missing are"
              + " made. Another broker needs another --data.")
  private @Nullable String kafka;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where its own broker listens (default: any free one).")
  private int kafkaPort;

  @Option(
      names = "--postgres",
      paramLabel = "JDBC-URL",
      description = {
        "A PostgreSQL that runs already, instead of one of its own, such as",
        "jdbc:postgresql://localhost/rtoto?user=rtoto"
      })
  private @Nullable String postgres;

  @Option(
      names = "--flink",
      paramLabel = "HOST:PORT",
      description =
          "The REST address of a Flink cluster that runs already, instead of one of its own; it keeps"
              + " checkpoints and savepoints where its own settings say. Needs --kafka.")
  private @Nullable String flink;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is kept between two starts (default: data in RTOTO).")
  private @Nullable Path data;

  @Option(
      names = "--fresh",
      description =
          "Throw away what an earlier start left in --data; a broker or a database that ran already"
              + " keeps what it has.")
  private boolean fresh;

  @Option(names = "--no-demo", description = "Start without a business that plays.")
  private boolean noDemo;

  @Mixin private IndustryOption industry;

  @Option(
      names = "--headless",
      description = "For machines and scripts: plain lines only, and no invitation to look.")
  private boolean headless;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "The rule library (default: rules/library of RTOTO).")
  private @Nullable Path rules;

  @Override
  public Integer call() throws IOException {
    UpSettings settings =
        new UpSettings(
            data == null ? ProjectRoot.data() : data,
            fresh,
            Ports.requireOfThisMachine(host, "--host"),
            port("--port", port),
            kafka,
            port("--kafka-port", kafkaPort),
            postgres,
            flink,
            rules == null ? ProjectRoot.find().resolve("rules/library") : rules,
            !noDemo,
            industry.name(),
            PARALLELISM,
            Duration.ofSeconds(4),
            JobSettings.of().patience());
    requireAddress("--kafka", kafka, "[^\\s,]+:[0-9]+(,[^\\s,]+:[0-9]+)*", "broker:9092");
    requireAddress(
        "--postgres", postgres, "jdbc:postgresql:.+", "jdbc:postgresql://localhost/rtoto");
    requireAddress("--flink", flink, "[^\\s:]+:[0-9]{1,5}", "jobmanager:8081");
    if (flink != null && kafka == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--flink needs --kafka: a Flink that runs elsewhere must find the broker where it was.");
    }
    Ports.requireFree(settings.host(), settings.port(), "--port");
    if (kafka == null) {
      Ports.requireFree(InetAddress.getLoopbackAddress(), settings.kafkaPort(), "--kafka-port");
    }
    requireFolder(settings.data());
    LogFile.in(settings.data());
    StopSignal stop = new StopSignal(System.out);
    stop.listen();
    new Up(settings, System.out, headless, InstantSource.system(), stop).run();
    return 0;
  }

  private void requireFolder(Path data) {
    if (Files.exists(data) && !(Files.isDirectory(data) && Files.isWritable(data))) {
      throw new ParameterException(
          spec.commandLine(),
          "--data is " + data + "; expected a folder that may be written, or none yet.");
    }
  }

  private void requireAddress(
      String option, @Nullable String address, String form, String example) {
    if (address != null && !address.matches(form)) {
      throw new ParameterException(
          spec.commandLine(),
          option + " is " + address + "; expected an address such as " + example + ".");
    }
  }

  private int port(String option, int number) {
    if (number < 0 || number > HIGHEST_PORT) {
      throw new ParameterException(
          spec.commandLine(),
          option + " is " + number + "; expected a number up to " + HIGHEST_PORT + ".");
    }
    return number;
  }
}
