package io.rtoto.cli.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.cli.Broker;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.rules.authoring.BundleSources;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.Seal;
import io.rtoto.schemas.rulebundles.TrustedKey;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Origin ANNA = new Origin("anna", "", NOON);
  private static final String GUARDS =
      "guards: {watchedMinutes: 15, fewest: 10, errorPercent: 5}\n";

  private final List<String> told = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // told before each test
  private String kafka;

  @SuppressWarnings("NullAway.Init") // likewise
  private Signatory signatory;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    kafka = Broker.emptied();
    signatory = Signatory.alone(SigningKey.create(folder.resolve("rules.key")));
  }

  @Test
  void takesNewRulesBackThatFailTooOftenAndRecordsWhy() throws IOException {
    publish("a");
    publish("b");
    report(2, 100, 6);

    watchAt(NOON.plus(Duration.ofMinutes(1)));

    RuleBundle inForce = published().inForce().orElseThrow();
    assertThat(inForce.version()).isEqualTo(version("a"));
    assertThat(inForce.number()).isEqualTo(3);
    assertThat(inForce.author()).isEqualTo("guard");
    Seal seal = inForce.seal();
    assertThat(seal).isNotNull();
    assertThat(seal.restores()).isEqualTo(1);
    assertThat(seal.why()).isEqualTo("rules fail at 6.0 % of the moments; at most 5 % may");
    assertThat(told).singleElement().asString().contains("number 2) were taken back", "number 3");
  }

  @Test
  void takesNewRulesBackOfWhichOneIsNotHeardAnyMore() throws IOException {
    publish("a");
    publish("b");
    report(2, 401, 3, NOON, List.of("common.guards.hours"));
    watchAt(NOON.plus(Duration.ofMinutes(1)));
    RuleBundle inForce = published().inForce().orElseThrow();
    assertThat(inForce.version()).isEqualTo(version("a"));
    assertThat(Objects.requireNonNull(inForce.seal()).why()).contains("common.guards.hours");
  }

  @Test
  void watchesRulesThatSwitchItOffByTheGuardsOfThoseBefore() throws IOException {
    publish("a");
    try (RulePublisher publisher = new RulePublisher(kafka, signatory)) {
      publisher.putInForce(rules("b", "guards: {watchedMinutes: 0}\n"), ANNA);
    }
    report(2, 100, 6);
    watchAt(NOON.plus(Duration.ofMinutes(1)));
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("a"));
  }

  @Test
  void leavesThemWhileTheyAreWithinTheGuards() throws IOException {
    publish("a");
    publish("b");
    report(2, 100, 5);
    watchAt(NOON.plus(Duration.ofMinutes(1)));
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("b"));
    assertThat(told).isEmpty();
  }

  @Test
  void leavesThemOnceTheirFirstMinutesAreOver() throws IOException {
    publish("a");
    publish("b");
    report(2, 100, 6);
    watchAt(NOON.plus(Duration.ofMinutes(15)));
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("b"));
  }

  @Test
  void countsTheirFirstMinutesFromWhenTheJobDecidesByThem() throws IOException {
    publish("a");
    publish("b");
    Instant active = NOON.plus(Duration.ofHours(3));
    report(2, 100, 6, active);
    watchAt(active.plus(Duration.ofMinutes(14)));
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("a"));
  }

  @Test
  void leavesThemAfterARestartLongAfterTheyBecameActive() throws IOException {
    publish("a");
    publish("b");
    report(2, 100, 6, NOON.minus(Duration.ofHours(3)));
    watchAt(NOON.plus(Duration.ofMinutes(1)));
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("b"));
  }

  @Test
  void goesBackPastRulesThatDoNotLoad() throws IOException {
    publish("a");
    try (RulePublisher publisher = new RulePublisher(kafka, signatory)) {
      publisher.putInForce(torn(), ANNA);
    }
    publish("c");
    report(3, 100, 6);
    watchAt(NOON.plus(Duration.ofMinutes(1)));
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("a"));
  }

  @Test
  void goesBackPastRulesThatWereTakenBackThemselves() throws IOException {
    try (RulePublisher publisher = new RulePublisher(kafka, signatory)) {
      publisher.putInForce(torn(), ANNA);
    }
    publish("a");
    publish("b");
    // By hand: number 4 takes b back, but does not load.
    RuleBundle first = published().versions().get(1L);
    try (RulePublisher publisher = new RulePublisher(kafka, signatory)) {
      publisher.restore(Objects.requireNonNull(first), ANNA);
    }
    publish("c");
    report(5, 100, 6);
    watchAt(NOON.plus(Duration.ofMinutes(1)));
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("a"));
  }

  @Test
  void doesNotEndOthersAgainAndAgainWhereItHasNothingToGoBackTo() throws IOException {
    publish("a");
    report(1, 100, 6);
    try (RuleWatch watch = watchOneMinuteLater()) {
      watch.look();
      try (RulePublisher publisher = new RulePublisher(kafka, signatory)) {
        watch.look();
        publisher.putInForce(rules("b"), ANNA);
      }
    }
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("b"));
  }

  @Test
  void givesNoNumberThatSomebodyElseMayHaveGiven(@TempDir Path folder) throws IOException {
    publish("a");
    Signatory both = new Signatory(SigningKey.create(folder.resolve("theirs")), trusted(), false);
    try (RulePublisher publisher = new RulePublisher(kafka, both)) {
      publisher.putInForce(rules("b"), ANNA);
    }
    Signatory careful = new Signatory(signatory.key(), TrustedKeys.NOBODY, false);
    try (RulePublisher publisher = new RulePublisher(kafka, careful)) {
      assertThatThrownBy(() -> publisher.putInForce(rules("c"), ANNA))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining(
              "Number 2 is there already, rules %s by anna".formatted(version("b")))
          .hasMessageContaining("--trust");
    }
    publish("c");
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void numbersOnAfterAKeyWasRevokedAndGoesBackToNothingItSigned(@TempDir Path folder)
      throws IOException {
    publish("a");
    publish("b");
    TrustedKeys revoked =
        new TrustedKeys(trusted().keys().stream().map(key -> key.revoked(NOON, "stolen")).toList());
    SigningKey next = SigningKey.create(folder.resolve("next"));
    Signatory renewed = new Signatory(next, revoked, false);
    PublishedRules before = PublishedRules.on(kafka, renewed);
    assertThat(before.inForce()).isEmpty();
    assertThat(before.voided()).containsOnlyKeys(1L, 2L);
    try (RulePublisher publisher = new RulePublisher(kafka, renewed)) {
      assertThat(publisher.putInForce(rules("b"), ANNA).number()).isEqualTo(3);
    }
    assertThat(PublishedRules.on(kafka, renewed).versions()).containsOnlyKeys(3L);
    Signatory old = new Signatory(signatory.key(), revoked.with(of(next)), false);
    try (RulePublisher publisher = new RulePublisher(kafka, old)) {
      assertThatThrownBy(() -> publisher.putInForce(rules("c"), ANNA))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("was revoked on")
          .hasMessageContaining("Nothing was published");
    }
  }

  /** The job decides by number 2, and would refuse number 1 as an old message. */
  @Test
  void startsByItsLibraryUnderANewNumberOnceTheKeyOfThoseAfterItIsRevoked(@TempDir Path folder)
      throws IOException {
    publish("a");
    SigningKey stolen = SigningKey.create(folder.resolve("stolen"));
    publish("b", new Signatory(stolen, trusted(), false));
    Signatory renewed =
        new Signatory(signatory.key(), trusted().with(of(stolen).revoked(NOON, "stolen")), false);
    try (RulePublisher publisher = new RulePublisher(kafka, renewed)) {
      Adoption adoption = publisher.adopt(rules("a"), ANNA);
      assertThat(adoption.inForce().version()).isEqualTo(version("a"));
      assertThat(adoption.inForce().number()).isEqualTo(3);
    }
    assertThat(PublishedRules.on(kafka, renewed).lasts()).isTrue();
  }

  @Test
  void publishesAgainWhatIsInForceButDoesNotLoad() throws IOException {
    try (RulePublisher publisher = new RulePublisher(kafka, signatory)) {
      publisher.putInForce(torn(), ANNA);
    }
    try (RulePublisher publisher = new RulePublisher(kafka, signatory)) {
      Adoption adoption = publisher.adopt(rules("torn"), ANNA);
      assertThat(adoption.changed()).isTrue();
      assertThat(adoption.inForce().number()).isEqualTo(2);
    }
  }

  @Test
  void watchesRulesOfAKeyThatWasTrustedAfterItBegan(@TempDir Path folder) throws IOException {
    publish("a");
    SigningKey theirs = SigningKey.create(folder.resolve("theirs"));
    try (RuleWatch watch = watchOneMinuteLater()) {
      publish("b", new Signatory(theirs, trusted(), false));
      signatory = new Signatory(signatory.key(), trusted().with(of(theirs)), true);
      report(2, 100, 6);
      watch.look();
    }
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("a"));
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(3);
  }

  @Test
  void goesBackPastRulesOfAKeyThatWasRevokedAfterItBegan(@TempDir Path folder) throws IOException {
    SigningKey stolen = SigningKey.create(folder.resolve("stolen"));
    signatory = new Signatory(signatory.key(), trusted().with(of(stolen)), true);
    publish("a");
    publish("b", new Signatory(stolen, signatory.others(), true));
    publish("c");
    try (RuleWatch watch = watchOneMinuteLater()) {
      signatory =
          new Signatory(
              signatory.key(), signatory.others().with(of(stolen).revoked(NOON, "stolen")), true);
      report(3, 100, 6);
      watch.look();
    }
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("a"));
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(4);
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
    try (RulePublisher publisher = new RulePublisher(kafka, signatory)) {
      Adoption adoption = publisher.adopt(rules("b"), ANNA);
      assertThat(adoption.inForce().version()).isEqualTo(version("a"));
      assertThat(adoption.told()).contains("stay in force", "taken back by guard", "6.0 %");
      assertThat(publisher.adopt(rules("c"), ANNA).inForce().version()).isEqualTo(version("c"));
    }
  }

  @Test
  void publishesNothingWhenAnotherBeganToPublish() throws IOException {
    try (RulePublisher slow = new RulePublisher(kafka, signatory)) {
      publish("a");
      assertThatThrownBy(() -> slow.putInForce(rules("b"), ANNA))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("Somebody else");
    }
    assertThat(published().versions()).containsOnlyKeys(1L);
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("a"));
  }

  @Test
  void passesOverWhatAnotherSignedOrNobody() throws IOException {
    publish("a");
    RuleBundle inForce = published().inForce().orElseThrow();
    try (Publisher publisher = new Publisher(kafka)) {
      publisher.send(rules("b"));
      publisher.send(Topic.RULES, RuleBundle.ACTIVE_KEY, null);
      publisher.flush();
    }
    assertThat(published().inForce().orElseThrow().version()).isEqualTo(version("a"));
    assertThat(inForce.number()).isEqualTo(1);
    publish("c");
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(2);
  }

  private void watchAt(Instant now) throws IOException {
    try (RuleWatch watch =
        new RuleWatch(kafka, () -> signatory, InstantSource.fixed(now), told::add)) {
      watch.look();
    }
  }

  private RuleWatch watchOneMinuteLater() throws IOException {
    return new RuleWatch(
        kafka, () -> signatory, InstantSource.fixed(NOON.plus(Duration.ofMinutes(1))), told::add);
  }

  private void publish(String version) throws IOException {
    publish(version, signatory);
  }

  private void publish(String version, Signatory by) throws IOException {
    try (RulePublisher publisher = new RulePublisher(kafka, by)) {
      publisher.putInForce(rules(version), ANNA);
    }
  }

  private PublishedRules published() throws IOException {
    return PublishedRules.on(kafka, signatory);
  }

  private TrustedKeys trusted() {
    return TrustedKeys.NOBODY.with(of(Objects.requireNonNull(signatory.key())));
  }

  private static TrustedKey of(SigningKey key) {
    return TrustedKey.of(key.publicKey());
  }

  private void report(long number, long moments, long failures) throws IOException {
    report(number, moments, failures, NOON);
  }

  private void report(long number, long moments, long failures, Instant active) throws IOException {
    report(number, moments, failures, active, List.of());
  }

  private void report(
      long number, long moments, long failures, Instant active, List<String> suspended)
      throws IOException {
    String version =
        published().all().stream()
            .filter(one -> one.number() == number)
            .map(RuleBundle::version)
            .findFirst()
            .orElseThrow();
    RuleReport report =
        new RuleReport(
            0,
            1,
            NOON.plus(Duration.ofMinutes(1)),
            version,
            number,
            NOON,
            moments,
            failures,
            0,
            0,
            0,
            0,
            "",
            suspended,
            null,
            active,
            "",
            List.of());
    try (Publisher publisher = new Publisher(kafka)) {
      publisher.send(Topic.RULE_REPORTS, report.key(), Messages.of(RuleReport.class).write(report));
      publisher.flush();
    }
  }

  /** It names a class that it does not hold. */
  private static RuleBundle torn() {
    RuleBundle rules = rules("torn");
    return new RuleBundle(
        rules.version(),
        null,
        rules.author(),
        rules.publishedAt(),
        rules.sources(),
        rules.classes(),
        List.of("a.Gone"),
        rules.rules(),
        rules.tags(),
        null,
        rules.facts());
  }

  private static RuleBundle rules(String name) {
    return rules(name, GUARDS);
  }

  private static RuleBundle rules(String name, String publish) {
    RuleBundle unnamed = bundle("", name, publish);
    return bundle(BundleSources.READING.version(unnamed).orElseThrow(), name, publish);
  }

  /** What rules of that name have by their sources. */
  private static String version(String name) {
    return rules(name).version();
  }

  private static RuleBundle bundle(String version, String name, String publish) {
    return new RuleBundle(
        version,
        null,
        "anna",
        NOON,
        Map.of("publish.yaml", publish, "a.drl", name),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        "facts");
  }
}
