package io.rtoto.cli.identity;

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
    return Registry.at(kafka);
  }
}
