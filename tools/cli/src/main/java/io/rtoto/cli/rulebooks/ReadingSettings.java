package io.rtoto.cli.rulebooks;

import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.SignatorySettings;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where published rules are read. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReadingSettings {
  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:RTOTO_KAFKA:-localhost:9092}",
      description = "The broker (default: ${DEFAULT-VALUE}, from RTOTO_KAFKA).")
  private String kafka;

  @Mixin private SignatorySettings signing;

  String kafka() {
    return kafka;
  }

  /** What the job would take: without a key or --trust, also what nobody signed. */
  PublishedRules published() throws IOException {
    BrokerCheck.require(kafka, Topic.RULE_HISTORY);
    return PublishedRules.on(kafka, signing.signatoryIfAny());
  }
}
