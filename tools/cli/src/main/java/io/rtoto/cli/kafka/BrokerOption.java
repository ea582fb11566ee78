package io.rtoto.cli.kafka;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.ProjectRoot;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which broker is asked. */
public final class BrokerOption {
  /** Where it is found when it is not told, for descriptions. */
  public static final String DEFAULT =
      "default: RTOTO_KAFKA, else that of an up that runs in data of RTOTO, else localhost:9092";

  private static final String ENVIRONMENT = "RTOTO_KAFKA";
  private static final String USUAL = "localhost:9092";

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "The broker (" + DEFAULT + ").")
  private @Nullable String kafka;

  /**
   * Its hosts and ports.
   *
   * @throws CommandFailure when what a running {@code up} tells cannot be read
   */
  public String address() {
    if (kafka == null) {
      // Once: an up that ends meanwhile must not turn a command to another broker.
      kafka = found();
    }
    return kafka;
  }

  /** Hosts and ports of the broker that is asked where none is told. */
  public static String found() {
    return found(System.getenv(ENVIRONMENT), ProjectRoot.data());
  }

  static String found(@Nullable String environment, Path data) {
    if (environment != null && !environment.isBlank()) {
      return environment;
    }
    try {
      return RunningBroker.in(data).orElse(USUAL);
    } catch (IOException e) {
      throw new CommandFailure(
          "Whether ./rtoto up runs in "
              + data
              + " cannot be read: "
              + e
              + "\nMaybe --kafka HOST:PORT.",
          e);
    }
  }
}
