package io.rtoto.cli.identity;

import io.rtoto.cli.CommandFailure;
import io.rtoto.jobs.EngageSettings;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Where to ask, and how names are read: as the job reads them. */
final class BrokerSettings {
  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:RTOTO_KAFKA:-localhost:9092}",
      description = "The broker (default: ${DEFAULT-VALUE}, from RTOTO_KAFKA).")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String kafka;

  String kafka() {
    return kafka;
  }

  Registry open() throws IOException {
    EngageSettings settings;
    try {
      settings = EngageSettings.read(new String[] {"--kafka", kafka}, System.getenv());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
    return new Registry(settings);
  }
}
