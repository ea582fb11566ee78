package io.rtoto.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.Arrival;
import io.rtoto.schemas.flow.Posting;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleKeys;
import io.rtoto.schemas.rulebundles.RuleSigner;
import io.rtoto.schemas.rulebundles.RuleSigner.Claim;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P20 of the bad rules: unsigned, replayed, with a gap, taken away. What is in force stays. */
final class PublicationIntakeFunctionTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final KeyPair KEYS = RuleKeys.create();
  private static final RuleSigner SIGNER = new RuleSigner(KEYS.getPrivate());

  private OneInputStreamOperatorTestHarness<Posting, Publication> intake;

  @BeforeEach
  void open() throws Exception {
    intake = harness();
    intake.open();
  }

  @AfterEach
  void close() throws Exception {
    intake.close();
  }

  @Test
  void handsOnWhatIsSignedAndFollows() throws Exception {
    post("active", signed(1));
    post("active", signed(2));
    assertThat(numbers()).containsExactly(1L, 2L);
    assertThat(intake.getSideOutput(IntakeFunction.DEAD_LETTERS)).isNull();
  }

  @Test
  void refusesWhatNobodySigned() throws Exception {
    post("active", new RuleSigner(null).seal(rules(), claim("active", 1)));
    post("active", rules());
    assertThat(numbers()).isEmpty();
    assertThat(letters()).hasSize(2).allMatch(letter -> letter.reason() == Reason.UNTRUSTED);
  }

  @Test
  void refusesWhatWasPublishedLongAgo() throws Exception {
    post("active", signed(1));
    post("active", signed(2));
    post("active", signed(1));
    assertThat(numbers()).containsExactly(1L, 2L);
    assertThat(letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo(Reason.UNTRUSTED);
              assertThat(letter.detail()).contains("number 1", "number 2 was accepted already");
              assertThat(letter.topic()).isEqualTo("rules");
            });
  }

  @Test
  void refusesAGapAndGoesOnWithWhatFollows() throws Exception {
    post("active", signed(1));
    post("active", signed(3));
    post("active", signed(2));
    assertThat(numbers()).containsExactly(1L, 2L);
    assertThat(letters()).singleElement().matches(letter -> letter.detail().contains("missing"));
  }

  @Test
  void refusesATombstoneOfWhatIsInForce() throws Exception {
    post("active", signed(1));
    intake.processElement(posting("active", null), 0);
    assertThat(numbers()).containsExactly(1L);
    assertThat(letters()).singleElement().matches(letter -> letter.reason() == Reason.TOMBSTONE);
  }

  @Test
  void knowsAfterARestartWhatWasAcceptedBefore() throws Exception {
    post("active", signed(1));
    post("active", signed(2));
    var snapshot = intake.snapshot(1, 1);
    intake.close();
    intake = harness();
    intake.initializeState(snapshot);
    intake.open();

    post("active", signed(1));
    post("active", signed(3));

    assertThat(numbers()).containsExactly(3L);
    assertThat(letters()).singleElement().matches(letter -> letter.detail().contains("number 1"));
  }

  @Test
  void rehearsesOnlyWhatWasSignedForARehearsalAndEndsItByATombstone() throws Exception {
    post("shadow", SIGNER.seal(rules(), claim("shadow", 0)));
    post("shadow", signed(1));
    intake.processElement(posting("shadow", null), 0);
    assertThat(intake.extractOutputValues())
        .satisfiesExactly(
            one -> assertThat(((Publication.Shadow) one).bundle()).isNotNull(),
            end -> assertThat(((Publication.Shadow) end).bundle()).isNull());
    assertThat(letters()).singleElement().matches(letter -> letter.reason() == Reason.UNTRUSTED);
  }

  private static OneInputStreamOperatorTestHarness<Posting, Publication> harness()
      throws Exception {
    List<String> trusted = List.of(RuleKeys.written(KEYS.getPublic()));
    return new OneInputStreamOperatorTestHarness<>(
        new ProcessOperator<>(new PublicationIntakeFunction(trusted)));
  }

  private void post(String key, RuleBundle bundle) throws Exception {
    intake.processElement(posting(key, Messages.of(RuleBundle.class).write(bundle)), 0);
  }

  private static Posting posting(String key, byte @Nullable [] message) {
    return new Posting(key, new Arrival(Topic.RULES.topicName(), 0, 7, message), NOON);
  }

  private List<Long> numbers() {
    return intake.extractOutputValues().stream()
        .map(publication -> ((Publication.Rules) publication).bundle().number())
        .toList();
  }

  private List<DeadLetter> letters() {
    return intake.getSideOutput(IntakeFunction.DEAD_LETTERS).stream()
        .map(record -> record.getValue())
        .toList();
  }

  private static RuleBundle signed(long number) {
    return SIGNER.seal(rules(), claim("active", number));
  }

  private static Claim claim(String publishedAs, long number) {
    return new Claim(publishedAs, number, null, "anna", null, 0, "", NOON);
  }

  private static RuleBundle rules() {
    return new RuleBundle(
        "v",
        null,
        "anna",
        NOON,
        Map.of("a.drl", "text"),
        Map.of("a.B", new byte[] {1}),
        List.of("a.B"),
        List.of(),
        List.of());
  }
}
