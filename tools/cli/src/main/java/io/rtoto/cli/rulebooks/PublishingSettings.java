package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.kafka.BrokerOption;
import io.rtoto.cli.publishing.PublisherSettings;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where rules are published, by whom and why. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PublishingSettings {
  @Mixin private BrokerOption broker;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who you are (default: the system's user). It is kept for ever.")
  private String author;

  @Option(
      names = "--why",
      paramLabel = "REASON",
      defaultValue = "",
      description = "For what reason, in a sentence. It is kept for ever.")
  private String why;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "PT10S",
      description =
          "How long to wait until every subtask of the job decides by it; PT0S to wait for nothing"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration patience;

  @Mixin private PublisherSettings signing;

  private final InstantSource clock = InstantSource.system();

  String kafka() {
    return broker.address();
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * Who publishes where, and why.
   *
   * @throws CommandFailure when there is no key, or no broker that answers
   */
  Publication publication() throws IOException {
    if (author.isBlank()) {
      throw new CommandFailure("--author is blank; expected your name.");
    }
    Signatory signatory = signing.signatory();
    BrokerCheck.require(kafka(), Topic.RULE_HISTORY);
    // Whoever has the key may do all that it can.
    return new Publication(kafka(), signatory, author, true, why, patience, clock);
  }
}
