package io.rtoto.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.rules.authoring.BundleSources;
import io.rtoto.rules.authoring.NewRule;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.facts.CartAbandoned;
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
import io.rtoto.schemas.rulebundles.TrustedKey;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P20 of the bad rules: unsigned, replayed, with a gap, taken away. What is in force stays. */
final class PublicationIntakeFunctionTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final KeyPair KEYS = RuleKeys.create();
  private static final KeyPair OTHERS = RuleKeys.create();
  private static final TrustedKey OURS = TrustedKey.of(RuleKeys.written(KEYS.getPublic()));
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

  @Test
  void takesUpWhatTheFileOfTrustedKeysSaysWithoutARestart(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("trusted.json");
    trust(file, OURS);
    open(new TrustedPublishers(List.of(), file.toString()));
    post("active", signed(1));

    TrustedKey theirs = TrustedKey.of(RuleKeys.written(OTHERS.getPublic()));
    trust(file, OURS.revoked(NOON, "a laptop is gone"), theirs);
    post("active", signed(2));
    post("active", new RuleSigner(OTHERS.getPrivate()).seal(rules(), claim("active", 3)));

    assertThat(numbers()).containsExactly(1L, 3L);
    assertThat(letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo(Reason.UNTRUSTED);
              assertThat(letter.detail()).contains("was revoked", "a laptop is gone");
            });
  }

  @Test
  void takesNothingWhileTheFileOfTrustedKeysCannotBeRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("trusted.json");
    trust(file, OURS);
    open(new TrustedPublishers(List.of(), file.toString()));
    Files.writeString(file, "{\"keys\": [");
    post("active", signed(1));
    assertThat(numbers()).isEmpty();
    assertThat(letters())
        .singleElement()
        .matches(letter -> letter.detail().contains("nobody knows who may publish"));
    trust(file, OURS);
    post("active", signed(1));
    assertThat(numbers()).containsExactly(1L);
  }

  @Test
  void doesNotStartWithoutTheFileThatItIsTold() throws Exception {
    var without =
        harness(
            new TrustedPublishers(
                List.of(RuleKeys.written(KEYS.getPublic())), "no-such-file.json"));
    try {
      assertThatThrownBy(without::open)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("There is no file of trusted keys in no-such-file.json");
    } finally {
      without.close();
    }
  }

  @Test
  void refusesRulesThatTellAnotherVersionThanTheirSourcesHave() throws Exception {
    RuleBundle compiled = compiled("");
    RuleBundle named =
        new RuleBundle(
            "000000000000",
            null,
            "anna",
            NOON,
            compiled.sources(),
            compiled.classes(),
            compiled.models(),
            compiled.rules(),
            compiled.tags(),
            null,
            compiled.facts());
    post("active", SIGNER.seal(named, claim("active", 1)));
    post("active", SIGNER.seal(compiled, claim("active", 1)));
    assertThat(numbers()).containsExactly(1L);
    assertThat(letters())
        .singleElement()
        .satisfies(
            letter -> assertThat(letter.detail()).contains("000000000000", compiled.version()));
  }

  @Test
  void takesRulesWithoutTheirCases() throws Exception {
    RuleBundle tried = compiled("").withCases(Map.of("a.cases.yaml", "cases: []"));
    post("active", SIGNER.seal(tried, claim("active", 1)));
    assertThat(intake.extractOutputValues())
        .singleElement()
        .satisfies(
            publication -> assertThat(((Publication.Rules) publication).bundle().cases()).isNull());
  }

  @Test
  void refusesRulesThatCouldClaimAnyVersionForTheyTellNoFacts() throws Exception {
    post("active", SIGNER.seal(bundle("v", null), claim("active", 1)));
    post("active", signed(1));
    post("shadow", SIGNER.seal(bundle("v", null), claim("shadow", 0)));
    assertThat(numbers()).containsExactly(1L);
    assertThat(letters())
        .hasSize(2)
        .allMatch(letter -> letter.detail().contains("do not tell the facts"));
  }

  @Test
  void asksForASecondSignatureWhereTheRulesOrThoseInForceDo(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("trusted.json");
    trust(file, of("anna", KEYS), of("ben", OTHERS));
    open(new TrustedPublishers(List.of(), file.toString()));
    RuleBundle strict = compiled("approval: required\n");
    post("active", SIGNER.seal(strict, claim("active", 1)));
    RuleBundle proposed = SIGNER.seal(strict, claim("proposed", 0));
    post("active", new RuleSigner(OTHERS.getPrivate()).seal(proposed, claim("active", 1)));
    post("active", SIGNER.seal(compiled(""), claim("active", 2)));
    RuleBundle lax = SIGNER.seal(compiled(""), claim("proposed", 0));
    post("active", new RuleSigner(OTHERS.getPrivate()).seal(lax, claim("active", 3)));
    post("active", SIGNER.seal(compiled(""), claim("active", 4)));
    assertThat(numbers()).containsExactly(1L, 3L, 4L);
    assertThat(letters())
        .hasSize(2)
        .allMatch(letter -> letter.detail().contains("must be approved by another"));
  }

  private static OneInputStreamOperatorTestHarness<Posting, Publication> harness()
      throws Exception {
    return harness(new TrustedPublishers(List.of(RuleKeys.written(KEYS.getPublic())), ""));
  }

  private static OneInputStreamOperatorTestHarness<Posting, Publication> harness(
      TrustedPublishers publishers) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new ProcessOperator<>(new PublicationIntakeFunction(publishers)));
  }

  private void open(TrustedPublishers publishers) throws Exception {
    intake.close();
    intake = harness(publishers);
    intake.open();
  }

  private static TrustedKey of(String owner, KeyPair keys) {
    return new TrustedKey(owner, RuleKeys.written(keys.getPublic()), null, null, null, null);
  }

  private static void trust(Path file, TrustedKey... keys) throws IOException {
    Files.write(file, new TrustedKeys(List.of(keys)).written());
  }

  private static RuleBundle compiled(String publishSettings) {
    NewRule rule =
        new NewRule("idea", CartAbandoned.class, "retail", "tests", LocalDate.of(2026, 11, 27));
    return RuleCompiler.compile(
        new RuleLibrary(
            Map.of(
                "publish.yaml",
                publishSettings + "guards: {fewest: 10}\n",
                rule.rulePath(),
                rule.files().getOrDefault(rule.rulePath(), ""))),
        "anna",
        null,
        NOON);
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

  /** What RTOTO would have made: its version is that of its sources. */
  private static RuleBundle rules() {
    return bundle(BundleSources.READING.version(bundle("", "facts")).orElseThrow(), "facts");
  }

  private static RuleBundle bundle(String version, @Nullable String facts) {
    return new RuleBundle(
        version,
        null,
        "anna",
        NOON,
        Map.of("a.drl", "text"),
        Map.of("a.B", new byte[] {1}),
        List.of("a.B"),
        List.of(),
        List.of(),
        null,
        facts);
  }
}
