package io.rtoto.cli.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.Seal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Origin ANNA = new Origin("anna", null, "", NOON);
  private static final String GUARDS =
      "guards: {watchedMinutes: 15, fewest: 10, errorPercent: 5}\n";

  private final List<String> told = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // started before each test
  private LocalKafka kafka;

  @SuppressWarnings("NullAway.Init") // likewise
  private Signatory signatory;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    kafka = LocalKafka.start(folder.resolve("kafka"), 0);
    try (Topics topics = new Topics(kafka.bootstrapServers())) {
      topics.create(1);
    }
    signatory = Signatory.alone(SigningKey.create(folder.resolve("rules.key")));
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void takesNewRulesBackThatFailTooOftenAndRecordsWhy() throws IOException {
    publish("a");
    publish("b");
    report(2, 100, 6);

    watchAt(NOON.plus(Duration.ofMinutes(1)));

    RuleBundle inForce = published().inForce().orElseThrow();
    assertThat(inForce.version()).isEqualTo("a");
    assertThat(inForce.number()).isEqualTo(3);
    assertThat(inForce.author()).isEqualTo("guard");
    Seal seal = inForce.seal();
    assertThat(seal).isNotNull();
    assertThat(seal.restores()).isEqualTo(1);
    assertThat(seal.why()).isEqualTo("rules fail at 6.0 % of the moments; at most 5 % may");
    assertThat(told).singleElement().asString().contains("number 2) were taken back", "number 3");
  }

  @Test
  void leavesThemWhileTheyAreWithinTheGuards() throws IOException {
    publish("a");
    publish("b");
    report(2, 100, 5);
    watchAt(NOON.plus(Duration.ofMinutes(1)));
    assertThat(published().inForce().orElseThrow().version()).isEqualTo("b");
    assertThat(told).isEmpty();
  }

  @Test
  void leavesThemOnceTheirFirstMinutesAreOver() throws IOException {
    publish("a");
    publish("b");
    report(2, 100, 6);
    watchAt(NOON.plus(Duration.ofMinutes(15)));
    assertThat(published().inForce().orElseThrow().version()).isEqualTo("b");
  }

  @Test
  void goesNoFurtherBackThanOnce() throws IOException {
    publish("a");
    publish("b");
    report(2, 100, 6);
    watchAt(NOON.plus(Duration.ofMinutes(1)));
    report(3, 100, 100);
    watchAt(NOON.plus(Duration.ofMinutes(2)));
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(3);
  }

  @Test
  void tellsOnlyThatItHasNothingToGoBackTo() throws IOException {
    publish("a");
    report(1, 100, 6);
    watchAt(NOON.plus(Duration.ofMinutes(1)));
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(1);
    assertThat(told).singleElement().asString().contains("stay in force, for none were before");
  }

  @Test
  void doesNotPutTheLibraryInForceAgainThatWasTakenBack() throws IOException {
    publish("a");
    publish("b");
    report(2, 100, 6);
    watchAt(NOON.plus(Duration.ofMinutes(1)));
    try (RulePublisher publisher = new RulePublisher(kafka.bootstrapServers(), signatory)) {
      Adoption adoption = publisher.adopt(rules("b"), ANNA);
      assertThat(adoption.inForce().version()).isEqualTo("a");
      assertThat(adoption.told()).contains("stay in force", "taken back by guard", "6.0 %");
      assertThat(publisher.adopt(rules("c"), ANNA).inForce().version()).isEqualTo("c");
    }
  }

  @Test
  void publishesNothingWhenAnotherBeganToPublish() throws IOException {
    try (RulePublisher slow = new RulePublisher(kafka.bootstrapServers(), signatory)) {
      publish("a");
      assertThatThrownBy(() -> slow.putInForce(rules("b"), ANNA))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("Somebody else");
    }
    assertThat(published().versions()).containsOnlyKeys(1L);
    assertThat(published().inForce().orElseThrow().version()).isEqualTo("a");
  }

  @Test
  void passesOverWhatAnotherSignedOrNobody() throws IOException {
    publish("a");
    RuleBundle inForce = published().inForce().orElseThrow();
    try (Publisher publisher = new Publisher(kafka.bootstrapServers())) {
      publisher.send(rules("b"));
      publisher.send(Topic.RULES, RuleBundle.ACTIVE_KEY, null);
      publisher.flush();
    }
    assertThat(published().inForce().orElseThrow().version()).isEqualTo("a");
    assertThat(inForce.number()).isEqualTo(1);
    publish("c");
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(2);
  }

  private void watchAt(Instant now) throws IOException {
    try (RuleWatch watch =
        new RuleWatch(kafka.bootstrapServers(), signatory, InstantSource.fixed(now), told::add)) {
      watch.look();
    }
  }

  private void publish(String version) throws IOException {
    try (RulePublisher publisher = new RulePublisher(kafka.bootstrapServers(), signatory)) {
      publisher.putInForce(rules(version), ANNA);
    }
  }

  private PublishedRules published() throws IOException {
    return PublishedRules.on(kafka.bootstrapServers(), signatory);
  }

  private void report(long number, long moments, long failures) throws IOException {
    RuleReport report =
        new RuleReport(
            0,
            1,
            NOON.plus(Duration.ofMinutes(1)),
            "v",
            number,
            NOON,
            moments,
            failures,
            0,
            0,
            0,
            0,
            "",
            List.of(),
            null);
    try (Publisher publisher = new Publisher(kafka.bootstrapServers())) {
      publisher.send(Topic.RULE_REPORTS, report.key(), Messages.of(RuleReport.class).write(report));
      publisher.flush();
    }
  }

  private static RuleBundle rules(String version) {
    return new RuleBundle(
        version,
        null,
        "anna",
        NOON,
        Map.of("publish.yaml", GUARDS, "a.drl", version),
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
