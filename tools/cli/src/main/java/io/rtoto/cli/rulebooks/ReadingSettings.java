package io.rtoto.cli.rulebooks;

import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.kafka.BrokerOption;
import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.SignatorySettings;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** Where published rules are read. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReadingSettings {
  @Mixin private BrokerOption broker;

  @Mixin private SignatorySettings signing;

  String kafka() {
    return broker.address();
  }

  /** What the job would take: without a key or --trust, also what nobody signed. */
  PublishedRules published() throws IOException {
    BrokerCheck.require(kafka(), Topic.RULE_HISTORY);
    return PublishedRules.on(kafka(), signing.signatoryIfAny());
  }
}
