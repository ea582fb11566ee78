package io.rtoto.cli.identity;

import io.rtoto.cli.kafka.BrokerOption;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** Where to ask, and how names are read: as the job reads them. */
final class BrokerSettings {
  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private BrokerOption broker;

  String kafka() {
    return broker.address();
  }

  Registry open() throws IOException {
    return Registry.at(kafka());
  }
}
