package io.rtoto.cli.rulebooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rtoto.cli.Broker;
import io.rtoto.cli.publishing.Adoption;
import io.rtoto.cli.publishing.Origin;
import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.cli.publishing.SigningKey;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Change;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Draft;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Outcome;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Person;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Problem;
import io.rtoto.gateway.rulebooks.RuleWorkshop.State;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Trial;
import io.rtoto.gateway.rulebooks.RuleWorkshop.TriedCase;
import io.rtoto.gateway.rulebooks.WorkshopRefusal;
import io.rtoto.gateway.rulebooks.WorkshopRefusal.Reason;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.TrustedKey;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule desk by the code of the commands. */
final class LibraryWorkshopTest {
  private static final Person ANNA = new Person("anna", false);
  private static final Person BEN = new Person("ben", true);
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // told before each test
  private String kafka;

  @SuppressWarnings("NullAway.Init") // told before each test
  private SigningKey key;

  @SuppressWarnings("NullAway.Init") // told before each test
  private Signatory signatory;

  @SuppressWarnings("NullAway.Init") // told before each test
  private LibraryWorkshop workshop;

  @BeforeEach
  void start() throws Exception {
    kafka = Broker.emptied();
    key = SigningKey.findOrCreate(folder.resolve("rules.key"));
    signatory = Signatory.alone(key);
    workshop = new LibraryWorkshop(kafka, () -> signatory, Duration.ZERO, InstantSource.system());
  }

  @Test
  void tellsWhatIsWrongAtLineAndColumnWithAHint() throws Exception {
    Map<String, String> files =
        changed(LaterLook.PATH, LaterLook.rule(3).replace("timesSeen", "timesSean"));

    assertThat(workshop.check(files))
        .singleElement()
        .satisfies(
            problem -> {
              String line =
                  files.getOrDefault(LaterLook.PATH, "").split("\n", -1)[problem.line() - 1];
              assertThat(problem.file()).isEqualTo(LaterLook.PATH);
              assertThat(line.substring(problem.column() - 1, problem.endColumn() - 1))
                  .isEqualTo("timesSean");
              assertThat(problem.hint()).contains("Maybe", "timesSeen");
            });
    assertThat(workshop.check(LaterLook.files(3))).isEmpty();
  }

  @Test
  void tellsWhatIsWrongWithACaseThatCannotBeRead() throws Exception {
    Map<String, String> files =
        changed(LaterLook.CASES_PATH, LaterLook.CASES.replace("timesSeen: 4", "timesSean: 4"));
    assertThat(workshop.check(files)).extracting(Problem::file).containsOnly(LaterLook.CASES_PATH);
  }

  @Test
  void runsTheCasesAndTellsWhatCameInstead() throws Exception {
    Trial trial = workshop.test(LaterLook.files(3));
    assertThat(trial.problems()).isEmpty();
    assertThat(trial.neverFired()).isEmpty();
    assertThat(trial.cases()).hasSize(2).allMatch(TriedCase::passed);

    Trial failing = workshop.test(LaterLook.files(5));
    assertThat(failing.neverFired()).containsExactly("retail.product_viewed.later_look");
    assertThat(failing.cases())
        .filteredOn(one -> one.name().equals("A fourth look brings an adviser"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.passed()).isFalse();
              assertThat(one.line()).isEqualTo(2);
              assertThat(one.messages()).singleElement().asString().contains("talk-to-an-adviser");
            });
  }

  @Test
  void runsNoCaseOfALibraryThatIsNotSound() throws Exception {
    Trial trial =
        workshop.test(changed(LaterLook.PATH, LaterLook.rule(3).replace("when", "whenever")));
    assertThat(trial.problems()).isNotEmpty();
    assertThat(trial.cases()).isEmpty();
  }

  @Test
  void tellsWhatChangesInRulesAndCases() throws Exception {
    Map<String, String> after = new HashMap<>(LaterLook.files(2));
    after.put(LaterLook.CASES_PATH, LaterLook.CASES.replace("A fourth look", "A later look"));
    assertThat(workshop.diff(LaterLook.files(3), after))
        .anySatisfy(
            one -> {
              assertThat(one.rule()).isEqualTo("retail.product_viewed.later_look");
              assertThat(one.kind()).isEqualTo("changed");
              assertThat(one.messages()).anyMatch(sentence -> sentence.contains("timesSeen"));
            })
        .extracting(Change::kind)
        .contains("added", "removed");
    assertThat(workshop.diff(LaterLook.files(3), LaterLook.files(3))).isEmpty();
  }

  @Test
  void publishesInTheNameOfALoginAndGoesBack() throws Exception {
    String first = inForce(3);

    Outcome outcome = workshop.publish(draft(LaterLook.files(2), first), ANNA);

    assertThat(outcome.state()).isEqualTo(State.IN_FORCE);
    assertThat(outcome.number()).isEqualTo(2);
    assertThat(outcome.messages()).anyMatch(line -> line.startsWith("Published number 2"));
    RuleBundle published = published().inForce().orElseThrow();
    assertThat(published.version()).isEqualTo(outcome.version());
    assertThat(published.author()).isEqualTo("anna");
    assertThat(published.cases()).containsOnlyKeys(LaterLook.CASES_PATH);

    Outcome back = workshop.rollBack(1, "too many", ANNA);
    assertThat(back.state()).isEqualTo(State.IN_FORCE);
    assertThat(back.number()).isEqualTo(3);
    assertThat(back.version()).isEqualTo(first);
    assertThat(workshop.rollBack(1, "too many", ANNA).state()).isEqualTo(State.UNCHANGED);
    assertThat(refusal(() -> workshop.rollBack(9, "", ANNA)).reason()).isEqualTo(Reason.MISSING);
  }

  @Test
  void keepsOtherCasesWithTheSameRules() throws Exception {
    String first = inForce(3);
    Map<String, String> files =
        changed(LaterLook.CASES_PATH, LaterLook.CASES.replace("A fourth look", "A later look"));

    Outcome outcome = workshop.publish(draft(files, first), ANNA);

    assertThat(outcome.state()).isEqualTo(State.UNCHANGED);
    assertThat(outcome.messages()).contains("Their cases are kept as they are written now.");
    RuleBundle inForce = published().inForce().orElseThrow();
    assertThat(inForce.number()).isEqualTo(1);
    assertThat(inForce.cases())
        .containsEntry(LaterLook.CASES_PATH, files.get(LaterLook.CASES_PATH));
  }

  @Test
  void publishesNothingThatIsNotSoundOrWhoseCasesFail() throws Exception {
    String first = inForce(3);
    WorkshopRefusal failing =
        refusal(() -> workshop.publish(draft(LaterLook.files(5), first), ANNA));
    assertThat(failing.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failing.failed())
        .extracting(TriedCase::name)
        .contains("A fourth look brings an adviser");

    Map<String, String> torn = changed(LaterLook.PATH, "package retail.product_viewed\nrule");
    WorkshopRefusal unsound = refusal(() -> workshop.publish(draft(torn, first), ANNA));
    assertThat(unsound.problems()).isNotEmpty();
    assertThat(published().versions()).containsOnlyKeys(1L);
  }

  @Test
  void publishesNothingThatWasWrittenFromOtherRulesThanThoseInForce() throws Exception {
    String first = inForce(3);
    workshop.publish(draft(LaterLook.files(2), first), BEN);

    WorkshopRefusal refusal =
        refusal(() -> workshop.publish(draft(LaterLook.files(4), first), ANNA));
    assertThat(refusal.reason()).isEqualTo(Reason.OVERTAKEN);
    assertThat(refusal.sentence()).contains("number 2", "by ben");
    assertThat(published().versions()).containsOnlyKeys(1L, 2L);
  }

  @Test
  void takesNoFileThatIsNoneOfALibrary() {
    for (String path : new String[] {"../rules.key", "/etc/passwd", "notes.txt", "a\\b.drl", ""}) {
      assertThat(refusal(() -> workshop.check(Map.of(path, ""))).reason())
          .as(path)
          .isEqualTo(Reason.MEANINGLESS);
    }
  }

  @Test
  void rehearsesAndPromotesAndDrops() throws Exception {
    String first = inForce(3);
    Outcome rehearsed =
        workshop.publish(new Draft(LaterLook.files(2), first, "to see", true), ANNA);
    assertThat(rehearsed.state()).isEqualTo(State.REHEARSING);
    assertThat(refusal(() -> workshop.promote("000000000000", ANNA)).reason())
        .isEqualTo(Reason.MISSING);

    Outcome promoted = workshop.promote(rehearsed.version(), ANNA);
    assertThat(promoted.state()).isEqualTo(State.IN_FORCE);
    RuleBundle inForce = published().inForce().orElseThrow();
    assertThat(inForce.version()).isEqualTo(rehearsed.version());
    assertThat(inForce.cases()).containsOnlyKeys(LaterLook.CASES_PATH);

    Outcome another =
        workshop.publish(new Draft(LaterLook.files(4), inForce.version(), "to see", true), ANNA);
    assertThat(workshop.drop(another.version(), ANNA))
        .containsExactly("Rules " + another.version() + " are rehearsed no more.");
    assertThat(published().shadow()).isEmpty();
    assertThat(refusal(() -> workshop.drop(another.version(), ANNA)).reason())
        .isEqualTo(Reason.MISSING);
  }

  /** The rule tells of every look, and nobody does anything but look. */
  @Test
  void letsAnotherThanItsAuthorApproveWhatMatchesNearlyEverything() throws Exception {
    String first = inForce(3);
    looked(1_000);
    Outcome proposed = workshop.publish(draft(LaterLook.files(2), first), ANNA);
    assertThat(proposed.state()).isEqualTo(State.PROPOSED);
    assertThat(proposed.messages()).anyMatch(line -> line.contains("99.9 % of the events"));

    WorkshopRefusal own =
        refusal(() -> workshop.approve(proposed.version(), new Person("anna", true)));
    assertThat(own.reason()).isEqualTo(Reason.OWN);
    assertThat(refusal(() -> workshop.approve("000000000000", BEN)).reason())
        .isEqualTo(Reason.MISSING);
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(1);

    Outcome approved = workshop.approve(proposed.version(), BEN);
    assertThat(approved.state()).isEqualTo(State.IN_FORCE);
    RuleBundle inForce = published().inForce().orElseThrow();
    assertThat(inForce.author()).isEqualTo("anna");
    assertThat(inForce.seal()).isNotNull();
    assertThat(inForce.seal().approver()).isEqualTo("ben");
  }

  @Test
  void letsNoAuthorPromoteWhatAnotherMustApprove() throws Exception {
    String first = inForce(3);
    looked(1_000);
    Outcome rehearsed =
        workshop.publish(new Draft(LaterLook.files(2), first, "to see", true), ANNA);
    Outcome asked = workshop.promote(rehearsed.version(), new Person("carla", false));
    assertThat(asked.state()).isEqualTo(State.PROPOSED);
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(1);
    assertThat(workshop.promote(rehearsed.version(), BEN).state()).isEqualTo(State.IN_FORCE);
  }

  @Test
  void namesTheCommandWhereItTakesAnothersKey() throws Exception {
    SigningKey bens = SigningKey.create(folder.resolve("ben.key"));
    signatory =
        new Signatory(
            key, TrustedKeys.NOBODY.with(trusted("up", key)).with(trusted("ben", bens)), true);
    String first = inForce(3);
    looked(1_000);
    Outcome proposed = workshop.publish(draft(LaterLook.files(2), first), ANNA);
    WorkshopRefusal refusal = refusal(() -> workshop.approve(proposed.version(), BEN));
    assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
    assertThat(refusal.sentence())
        .contains(
            "./rtoto rules publish --approve --author NAME --key FILE", "Nothing was published");
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void staysInForceWhereAShopStartsByTheLibraryThatItReplaced() throws Exception {
    String first = inForce(3);
    Outcome published = workshop.publish(draft(LaterLook.files(2), first), ANNA);

    Adoption adoption = adopt(3);
    assertThat(adoption.inForce().version()).isEqualTo(published.version());
    assertThat(adoption.told()).contains("stay in force", "anna", "rollback 1");
    assertThat(adopt(4).inForce().number()).isEqualTo(3);
  }

  /** As a shop starts by it; the version. */
  private String inForce(int least) throws IOException {
    return adopt(least).inForce().version();
  }

  private Adoption adopt(int least) throws IOException {
    RuleBundle library = WrittenLibrary.of(LaterLook.files(least)).compiled(NOON);
    try (RulePublisher publisher = new RulePublisher(kafka, signatory)) {
      return publisher.adopt(library, new Origin(library.author(), "", NOON));
    }
  }

  private PublishedRules published() throws IOException {
    return PublishedRules.on(kafka, signatory);
  }

  private static Map<String, String> changed(String path, String text) {
    Map<String, String> files = new HashMap<>(LaterLook.files(3));
    files.put(path, text);
    return files;
  }

  private static Draft draft(Map<String, String> files, String parent) {
    return new Draft(files, parent, "customers ask", false);
  }

  private static TrustedKey trusted(String name, SigningKey key) {
    return new TrustedKey(name, key.publicKey(), null, null, null, null);
  }

  private static WorkshopRefusal refusal(ThrowingCallable order) {
    return catchThrowableOfType(WorkshopRefusal.class, order);
  }

  private void looked(int times) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] look : LaterLook.journal(times)) {
        var unused =
            producer.send(
                new ProducerRecord<>(Topic.JOURNAL.topicName(), "anna".getBytes(UTF_8), look));
      }
      producer.flush();
    }
  }
}
