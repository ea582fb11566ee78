package io.rtoto.cli.rulebooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.cli.Broker;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.publishing.Origin;
import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.cli.publishing.SigningKey;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.RuleReport.Asking;
import io.rtoto.schemas.rulebundles.RuleReport.Asking.Took;
import io.rtoto.schemas.rulebundles.RuleReport.Rehearsed;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PublishCommandTest {
  @TempDir private Path folder;
  private final StringWriter told = new StringWriter();

  @SuppressWarnings("NullAway.Init") // told before each test
  private String kafka;

  @BeforeEach
  void start() throws Exception {
    kafka = Broker.emptied();
    write("retail/product_viewed/later_look.cases.yaml", LaterLook.CASES);
    write("texts.yaml", LaterLook.TEXTS);
    looks(3);
    assertThat(rtoto("keys", "create", "--key", key())).isZero();
    told.getBuffer().setLength(0);
  }

  @Test
  void publishesAndTakesBackAndTellsTheHistory() throws IOException {
    assertThat(publish("--author", "anna", "--why", "a question")).isZero();
    RuleBundle first = published().inForce().orElseThrow();
    looks(2);
    assertThat(publish("--author", "ben")).isZero();
    assertThat(publish("--author", "ben")).isZero();
    assertThat(told.toString())
        .contains("number 1", "the first", "number 2", "1 file changed", "in force already");

    assertThat(rules("rollback", "1", "--author", "carla", "--why", "too many")).isZero();

    PublishedRules published = published();
    RuleBundle third = published.inForce().orElseThrow();
    assertThat(third.version()).isEqualTo(first.version());
    assertThat(third.number()).isEqualTo(3);
    assertThat(published.versions().values())
        .extracting(RuleBundle::number, RuleBundle::author)
        .containsExactly(tuple(1L, "anna"), tuple(2L, "ben"), tuple(3L, "carla"));
    assertThat(rules("history")).isZero();
    assertThat(told.toString())
        .contains("taken back", "in force, as 1", "a question", "too many", "replaced");
  }

  @Test
  void publishesNothingWhoseCasesFail() throws IOException {
    looks(5);
    assertThat(publish()).isEqualTo(1);
    assertThat(told.toString())
        .contains("A fourth look brings an adviser", "nothing was published");
    assertThat(published().inForce()).isEmpty();
  }

  @Test
  void rehearsesBesideTheRulesInForceAndPromotesTheSame() throws IOException {
    assertThat(publish("--author", "anna")).isZero();
    looks(2);
    assertThat(publish("--shadow", "--author", "ben")).isZero();
    RuleBundle shadow = published().shadow().orElseThrow();
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(1);

    assertThat(rules("promote", "--author", "carla")).isZero();

    assertThat(published().shadow()).isEmpty();
    RuleBundle inForce = published().inForce().orElseThrow();
    assertThat(inForce.version()).isEqualTo(shadow.version());
    assertThat(inForce.author()).isEqualTo("ben");
    assertThat(rules("promote")).isEqualTo(1);
    assertThat(told.toString()).contains("No rules are rehearsed");
  }

  @Test
  void waitsForASecondPersonWithAKeyOfTheirOwnWhereOneIsAskedFor() throws IOException {
    trustTwo();
    write("publish.yaml", "approval: required\n");
    assertThat(publish("--author", "anna")).isZero();
    assertThat(published().inForce()).isEmpty();
    assertThat(told.toString()).contains("wait for approval");

    assertThat(rules("publish", "--approve", "--author", "anna")).isEqualTo(1);
    assertThat(told.toString()).contains("anna's own");
    assertThat(rules("publish", "--approve", "--author", "ben")).isEqualTo(1);
    assertThat(told.toString()).contains("only one has signed for them", "Nothing was published");
    assertThat(published().inForce()).isEmpty();

    assertThat(byBen("publish", "--approve")).isZero();
    RuleBundle inForce = published().inForce().orElseThrow();
    assertThat(inForce.author()).isEqualTo("anna");
    assertThat(inForce.seal()).isNotNull();
    assertThat(inForce.seal().approver()).isEqualTo("ben");
    assertThat(inForce.seal().approvals()).hasSize(2);
    assertThat(published().proposed()).isEmpty();
  }

  /** The rule tells of every look, and nobody does anything but look. */
  @Test
  void p15WaitsForASecondPersonWhereANewRuleMatchesNearlyEverything() throws IOException {
    looked(1_000);
    assertThat(publish("--author", "anna")).isZero();
    assertThat(published().inForce()).isEmpty();
    assertThat(told.toString())
        .contains(
            "Tried 1 new or changed rule on the newest 1,000 events",
            "retail.product_viewed.later_look matches 998 times: at 99.8 % of the events",
            "wait for approval");
    assertThat(rules("publish", "--approve", "--author", "ben")).isZero();
    assertThat(published().inForce().orElseThrow().author()).isEqualTo("anna");
  }

  @Test
  void p15WaitsForTheKeyOfASecondPersonWhereTwoAreKnown() throws IOException {
    trustTwo();
    looked(1_000);
    assertThat(publish("--author", "anna")).isZero();
    assertThat(rules("publish", "--approve", "--author", "ben")).isEqualTo(1);
    assertThat(told.toString()).contains("only one has signed for them", "Nothing was published");
    assertThat(byBen("publish", "--approve")).isZero();
    assertThat(published().inForce().orElseThrow().author()).isEqualTo("anna");

    looks(2);
    assertThat(publish("--shadow", "--author", "anna")).isZero();
    assertThat(rules("promote", "--author", "ben")).isEqualTo(1);
    assertThat(byBen("promote")).isZero();
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void p15WaitsForASecondPersonWhereAChangedRuleMatchesNothing() throws IOException {
    assertThat(publish("--author", "anna")).isZero();
    assertThat(told.toString()).contains("There are only 0 events to try");
    looked(1_000);
    // What is in force already is not new, whatever it matches.
    write(
        "tiers.yaml",
        Files.readString(Path.of(System.getProperty("rtoto.root"), "rules/library/tiers.yaml")));
    assertThat(publish("--author", "anna")).isZero();
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(2);

    looks(2_000);
    write(
        "retail/product_viewed/later_look.cases.yaml",
        LaterLook.CASES.replace("imesSeen: 4", "imesSeen: 2000"));
    assertThat(publish("--shadow", "--author", "anna")).isZero();
    assertThat(rules("promote", "--author", "anna")).isZero();
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(2);
    assertThat(told.toString())
        .contains("retail.product_viewed.later_look matches nothing.", "wait for approval");
    assertThat(rules("promote", "--author", "ben")).isZero();
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(3);
  }

  @Test
  void waitsUntilEverySubtaskRehearses() throws IOException {
    assertThat(publish("--author", "anna")).isZero();
    looks(2);
    String[] rehearse = {
      "publish",
      library().toString(),
      "--shadow",
      "--wait",
      "PT0.1S",
      "--kafka",
      kafka,
      "--key",
      key()
    };
    assertThat(rtoto(rehearse)).isZero();
    assertThat(told.toString()).contains("No job has told that it rehearses them.");
    RuleBundle inForce = published().inForce().orElseThrow();
    String shadow = published().shadow().orElseThrow().version();
    Instant at = inForce.publishedAt();
    reports(inForce, new Rehearsed(shadow, at, 0, 0, List.of(), List.of()));
    assertThat(rtoto(rehearse)).isZero();
    assertThat(told.toString()).contains("Every subtask rehearses them: 1 of 1.");
  }

  @Test
  void tellsByMomentHowLongAskingTheRulesTakes() throws IOException {
    assertThat(publish("--author", "anna")).isZero();
    reports(published().inForce().orElseThrow(), null);
    assertThat(rtoto("status", "--kafka", kafka)).isZero();
    assertThat(told.toString())
        .contains("CartAbandoned: asked 5 times, 0.18 ms on average, in 99 of 100 at most 0.32 ms");
  }

  @Test
  void tellsWhichRuleOfARehearsalIsNotHeardAnyMore() throws IOException {
    assertThat(publish("--author", "anna")).isZero();
    looks(2);
    assertThat(publish("--shadow", "--author", "ben")).isZero();
    RuleBundle inForce = published().inForce().orElseThrow();
    RuleBundle shadow = published().shadow().orElseThrow();
    List<String> suspended = List.of("retail.product_viewed.later_look");
    Instant at = inForce.publishedAt();
    reports(inForce, new Rehearsed(shadow.version(), at, 5, 3, suspended, List.of()));
    assertThat(rtoto("status", "--kafka", kafka)).isZero();
    assertThat(told.toString())
        .contains(
            "not heard any more, for they failed too often, and in no difference", "later_look");
  }

  @Test
  void asksForApprovalToLiftApproval() throws IOException {
    trustTwo();
    write("publish.yaml", "approval: required\n");
    assertThat(publish("--author", "anna")).isZero();
    assertThat(byBen("publish", "--approve")).isZero();
    Files.delete(library().resolve("publish.yaml"));
    assertThat(publish("--author", "anna")).isZero();
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(1);
    assertThat(published().proposed()).isPresent();
  }

  @Test
  void goesBackWithoutApprovalToWhatWasApprovedAndNotToWhatNeverWas() throws IOException {
    trustTwo();
    assertThat(publish("--author", "anna")).isZero();
    write("publish.yaml", "approval: required\n");
    assertThat(publish("--author", "anna")).isZero();
    assertThat(byBen("publish", "--approve")).isZero();
    looks(2);
    assertThat(publish("--author", "anna")).isZero();
    assertThat(byBen("publish", "--approve")).isZero();

    assertThat(rules("rollback", "2", "--author", "anna")).isZero();
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(4);
    told.getBuffer().setLength(0);
    assertThat(rules("rollback", "1", "--author", "anna")).isZero();
    assertThat(told.toString()).contains("wait for approval");
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(4);
  }

  @Test
  void goesOnWithAnotherKeyOnceOneIsRevoked() throws IOException {
    trustTwo();
    assertThat(publish("--author", "anna")).isZero();
    assertThat(keys("revoke", "anna", "--why", "a laptop is gone")).isZero();
    assertThat(told.toString()).contains("is revoked", "publish again by another key");

    looks(2);
    assertThat(publish("--author", "anna")).isEqualTo(1);
    assertThat(told.toString()).contains("was revoked on", "a laptop is gone");
    assertThat(published().inForce()).isEmpty();
    told.getBuffer().setLength(0);
    assertThat(byBen("status")).isEqualTo(1);
    assertThat(told.toString()).contains("Number 1", "a key that does not count any more");

    looks(3);
    assertThat(byBen("publish", library().toString())).isZero();
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(2);
    told.getBuffer().setLength(0);
    assertThat(byBen("history")).isZero();
    assertThat(told.toString()).contains("key not valid", "in force");
    assertThat(byBen("rollback", "1")).isEqualTo(1);
    assertThat(told.toString()).contains("nobody can go back to it");
  }

  @Test
  void publishesTheLastGoodRulesAgainOnceTheKeyOfThoseAfterThemIsRevoked() throws IOException {
    benThenTheStolenKeyOfAnna();
    assertThat(byBen("publish", library().toString())).isZero();
    assertThat(told.toString()).contains("Published number 3").doesNotContain("in force already");
    assertThat(byBen("publish", library().toString())).isZero();
    assertThat(told.toString()).contains("in force already");
  }

  @Test
  void goesBackToTheLastGoodRulesOnceTheKeyOfThoseAfterThemIsRevoked() throws IOException {
    benThenTheStolenKeyOfAnna();
    assertThat(byBen("rollback", "1")).isZero();
    assertThat(told.toString()).contains("Published number 3").doesNotContain("in force already");
    assertThat(byBen("rollback", "1")).isZero();
    assertThat(told.toString()).contains("in force already");
  }

  @Test
  void saysOfAJobThatHasLongBeenSilentNotByWhatItDecides() throws IOException {
    trustTwo();
    assertThat(byBen("publish", library().toString())).isZero();
    looks(2);
    assertThat(publish("--author", "anna")).isZero();
    RuleBundle second = published().inForce().orElseThrow();
    reports(second, null, second.publishedAt().minus(Duration.ofMinutes(11)));
    assertThat(rules("status")).isEqualTo(1);
    assertThat(told.toString()).contains("No job has told").doesNotContain("subtask 0");
    assertThat(keys("revoke", "anna", "--why", "stolen")).isZero();
    told.getBuffer().setLength(0);

    assertThat(byBen("history")).isZero();
    assertThat(told.toString())
        .contains("key not valid", "No job has told in the last 10 minutes")
        .doesNotContain("decides, key void");
  }

  @Test
  void tellsByWhatTheJobDecidesThoughItsKeyIsRevoked() throws IOException {
    trustTwo();
    assertThat(byBen("publish", library().toString())).isZero();
    looks(2);
    assertThat(publish("--author", "anna")).isZero();
    RuleBundle second = published().inForce().orElseThrow();
    reports(second, null);
    assertThat(rules("status")).isZero();
    assertThat(told.toString()).contains("In force: number 2", "subtask 0 of 1: number 2 since");
    assertThat(keys("revoke", "anna", "--why", "stolen")).isZero();
    told.getBuffer().setLength(0);

    assertThat(byBen("status")).isEqualTo(1);
    assertThat(told.toString())
        .doesNotContain("In force")
        .contains(
            "The last that counts: number 1",
            "Decides: number 2, " + second.version() + ", by anna",
            "until others come. Maybe: ./rtoto rules rollback 1",
            "subtask 0 of 1: number 2 (rules "
                + second.version()
                + "; its key does not count any more)");
    assertThat(byBen("history")).isZero();
    assertThat(told.toString())
        .containsPattern("\\n +1  .*  last that counts  ")
        .containsPattern("\\n +2  .*  decides, key void  ")
        .doesNotContain("in force");

    assertThat(byBen("rollback", "1")).isZero();
    reports(published().inForce().orElseThrow(), null);
    told.getBuffer().setLength(0);
    assertThat(byBen("status")).isZero();
    assertThat(told.toString()).contains("In force: number 3", "subtask 0 of 1: number 3 since");
    assertThat(byBen("history")).isZero();
    assertThat(told.toString())
        .containsPattern("\\n +2  .*  key not valid  ")
        .containsPattern("\\n +3  .*  in force, as 1  ");
  }

  @Test
  void tellsByWhatTheJobDecidesWhereNothingCountsAnyMore() throws IOException {
    trustTwo();
    assertThat(publish("--author", "anna")).isZero();
    reports(published().inForce().orElseThrow(), null);
    assertThat(keys("revoke", "anna", "--why", "stolen")).isZero();
    told.getBuffer().setLength(0);
    assertThat(byBen("status")).isEqualTo(1);
    assertThat(told.toString())
        .contains(
            "Number 1 was published last", "Decides: number 1", "its key does not count any more)");
  }

  @Test
  void takesAKeyOutOfUseAndStillGoesBackToWhatItSigned() throws IOException {
    trustTwo();
    assertThat(publish("--author", "anna")).isZero();
    looks(2);
    assertThat(byBen("publish", library().toString())).isZero();
    assertThat(keys("retire", "anna")).isZero();
    assertThat(keys("list")).isZero();
    assertThat(told.toString()).contains("anna", "ben");
    assertThat(rules("rollback", "1", "--author", "anna")).isEqualTo(1);
    assertThat(told.toString()).contains("is out of use since");
    assertThat(byBen("rollback", "1")).isZero();
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(3);
  }

  @Test
  void putsNoKeyInUseAgainThatIsOutOfUse() throws IOException {
    trustTwo();
    assertThat(keys("retire", "anna", "--from", "2026-01-01T00:00:00Z")).isZero();
    assertThat(keys("retire", "anna", "--from", "2100-01-01T00:00:00Z")).isEqualTo(1);
    assertThat(told.toString()).contains("out of use from 2026-01-01T00:00:00Z on already");
    assertThat(keys("retire", "anna", "--from", "2025-01-01T00:00:00Z")).isZero();
    assertThat(TrustedKeys.in(folder.resolve("trusted.json")).keys().get(0).until())
        .isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
  }

  @Test
  void refusesWhatIsNoPublicKeyAndAKeyThatIsThereAlready() throws IOException {
    trustTwo();
    assertThat(keys("trust", "carla", key())).isEqualTo(1);
    assertThat(told.toString()).contains("Maybe it is the private one");
    assertThat(keys("trust", "carla", key() + ".pub")).isEqualTo(1);
    assertThat(told.toString()).contains("already");
    assertThat(keys("revoke", "dora", "--why", "gone")).isEqualTo(1);
    assertThat(told.toString()).contains("No key is called dora", "(anna)", "(ben)");
  }

  @Test
  void publishesTheSameSourcesAgainWhereWhatIsInForceDoesNotLoad() throws IOException {
    assertThat(publish("--author", "anna")).isZero();
    RuleBundle compiled = published().inForce().orElseThrow();
    RuleBundle ofAnotherEngine =
        new RuleBundle(
            compiled.version(),
            null,
            compiled.author(),
            compiled.publishedAt(),
            compiled.sources(),
            Map.of(),
            compiled.models(),
            compiled.rules(),
            compiled.tags(),
            null,
            compiled.facts());
    try (RulePublisher publisher =
        new RulePublisher(kafka, Signatory.alone(SigningKey.find(Path.of(key())).orElseThrow()))) {
      publisher.putInForce(ofAnotherEngine, new Origin("anna", "", Instant.EPOCH));
    }
    assertThat(publish("--author", "anna")).isZero();
    assertThat(published().inForce().orElseThrow().number()).isEqualTo(3);
  }

  @Test
  void keepsThePrivateKeyToItsOwnerAndMakesItOnce() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(key()))))
        .isEqualTo("rw-------");
    assertThat(rtoto("keys", "create", "--key", key())).isEqualTo(1);
    assertThat(told.toString()).contains("There is a key in");
  }

  @Test
  void doesNotPublishWithoutAKey() {
    assertThat(rtoto("publish", library().toString(), "--kafka", kafka, "--key", "none"))
        .isEqualTo(1);
    assertThat(told.toString()).contains("There is no key in none", "rules keys create");
  }

  private void looked(int times) {
    write(Topic.JOURNAL, "anna", LaterLook.journal(times));
  }

  /** The only subtask of a job tells that it decides by it. */
  private void reports(RuleBundle bundle, @Nullable Rehearsed rehearsed) {
    reports(bundle, rehearsed, bundle.publishedAt());
  }

  private void reports(RuleBundle bundle, @Nullable Rehearsed rehearsed, Instant at) {
    RuleReport report =
        new RuleReport(
            0,
            1,
            at,
            bundle.version(),
            bundle.number(),
            at,
            5,
            0,
            0,
            0,
            0,
            0,
            "",
            List.of(),
            rehearsed,
            at,
            "",
            List.of(
                new Asking("CartAbandoned", 5, 900, List.of(new Took(159, 4), new Took(319, 1)))));
    write(Topic.RULE_REPORTS, report.key(), List.of(Messages.of(RuleReport.class).write(report)));
  }

  private void write(Topic topic, String key, List<byte[]> messages) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] message : messages) {
        var unused =
            producer.send(new ProducerRecord<>(topic.topicName(), key.getBytes(UTF_8), message));
      }
      producer.flush();
    }
  }

  private void looks(int least) throws IOException {
    write("retail/product_viewed/later_look.drl", LaterLook.rule(least));
  }

  private void write(String path, String text) throws IOException {
    Path file = library().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path library() {
    return folder.resolve("library");
  }

  private String key() {
    return folder.resolve("rules.key").toString();
  }

  private PublishedRules published() throws IOException {
    SigningKey key = SigningKey.find(Path.of(key())).orElseThrow();
    Path trusted = folder.resolve("trusted.json");
    return PublishedRules.on(
        kafka,
        Files.exists(trusted)
            ? new Signatory(key, TrustedKeys.in(trusted), false)
            : Signatory.alone(key));
  }

  /** The key of anna, who publishes, and that of ben. */
  private void trustTwo() {
    assertThat(rtoto("keys", "create", "--key", bensKey())).isZero();
    assertThat(keys("trust", "anna", key() + ".pub")).isZero();
    assertThat(keys("trust", "ben", bensKey() + ".pub")).isZero();
    told.getBuffer().setLength(0);
  }

  /** The job decides by number 2, and the library is as in number 1 again. */
  private void benThenTheStolenKeyOfAnna() throws IOException {
    trustTwo();
    assertThat(byBen("publish", library().toString())).isZero();
    looks(2);
    assertThat(publish("--author", "anna")).isZero();
    assertThat(keys("revoke", "anna", "--why", "stolen")).isZero();
    looks(3);
    told.getBuffer().setLength(0);
  }

  private String bensKey() {
    return folder.resolve("ben.key").toString();
  }

  private int keys(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of("keys", command));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--trust-file", folder.resolve("trusted.json").toString()));
    return rtoto(arguments.toArray(new String[0]));
  }

  private int byBen(String command, String... more) {
    return signed(bensKey(), command, more);
  }

  private int publish(String... more) {
    List<String> arguments = new ArrayList<>(List.of(library().toString()));
    arguments.addAll(List.of(more));
    return rules("publish", arguments.toArray(new String[0]));
  }

  private int rules(String command, String... more) {
    return signed(key(), command, more);
  }

  private int signed(String key, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--kafka", kafka, "--key", key));
    Path trusted = folder.resolve("trusted.json");
    if (Files.exists(trusted)) {
      arguments.addAll(List.of("--trust-file", trusted.toString()));
    }
    if (!List.of("history", "status").contains(command)) {
      // No job runs here that could tell anything.
      arguments.addAll(List.of("--wait", "PT0S"));
      if (key.equals(bensKey())) {
        arguments.addAll(List.of("--author", "ben"));
      }
    }
    return rtoto(arguments.toArray(new String[0]));
  }

  private int rtoto(String... arguments) {
    PrintWriter writer = new PrintWriter(told, true);
    return new CommandLine(new RulesCommand())
        .setOut(writer)
        .setErr(writer)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (failure instanceof CommandFailure) {
                writer.println(failure.getMessage());
                return 1;
              }
              throw failure;
            })
        .execute(arguments);
  }
}
