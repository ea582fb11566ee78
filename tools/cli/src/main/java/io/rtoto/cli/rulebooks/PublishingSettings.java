package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.kafka.BrokerOption;
import io.rtoto.cli.publishing.Origin;
import io.rtoto.cli.publishing.PublisherSettings;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
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

  String author() {
    if (author.isBlank()) {
      throw new CommandFailure("--author is blank; expected your name.");
    }
    return author;
  }

  String why() {
    return why;
  }

  Duration patience() {
    return patience;
  }

  InstantSource clock() {
    return clock;
  }

  /** That this author publishes it now. */
  Origin byAuthor() {
    return new Origin(author(), null, why, clock.instant());
  }

  /** That this author puts in force what was made before; it stays its maker's. */
  Origin promoting(RuleBundle made) {
    Origin approving = approving(made);
    return new Origin(approving.author(), null, approving.why(), approving.at());
  }

  /** That this author approves what another made. */
  Origin approving(RuleBundle made) {
    String whyMade = made.seal() == null ? "" : made.seal().why();
    return new Origin(made.author(), author(), why.isEmpty() ? whyMade : why, clock.instant());
  }

  /** Requires that this is not who made it. */
  void requireAnotherThan(String maker) {
    if (author().equals(maker)) {
      throw new CommandFailure(
          "They are "
              + maker
              + "'s own; expected another to approve them. Maybe you are somebody else: --author"
              + " NAME.");
    }
  }

  /** Requires a key, and a broker that answers. */
  void requireReady() throws IOException {
    Signatory unused = signing.signatory();
    BrokerCheck.require(kafka(), Topic.RULE_HISTORY);
  }

  RulePublisher publisher() throws IOException {
    Signatory signatory = signing.signatory();
    BrokerCheck.require(kafka(), Topic.RULE_HISTORY);
    return new RulePublisher(kafka(), signatory);
  }
}
