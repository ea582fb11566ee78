package io.rtoto.schemas.rulebundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.rulebundles.RuleSigner.Claim;
import io.rtoto.schemas.rulebundles.Succession.Place;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuccessionTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final KeyPair OURS = RuleKeys.create();
  private static final KeyPair THEIRS = RuleKeys.create();

  private final RuleSigner signer = new RuleSigner(OURS.getPrivate());
  private final Succession succession = new Succession(List.of(OURS.getPublic()));

  @Test
  void takesSignedRulesThatFollowTheLast() {
    RuleBundle first = signer.seal(rules("a"), active(1));
    assertThat(succession.objectionTo(first, Place.NONE)).isEmpty();
    Place last = Succession.after(first, Place.NONE);
    assertThat(succession.objectionTo(signer.seal(rules("b"), active(2)), last)).isEmpty();
  }

  @Test
  void takesThemAfterTheyTravelled() throws IOException {
    Messages<RuleBundle> codec = Messages.of(RuleBundle.class);
    RuleBundle arrived = codec.read(codec.write(signer.seal(rules("a"), active(1))));
    assertThat(succession.objectionTo(arrived, Place.NONE)).isEmpty();
  }

  @Test
  void beginsWithWhateverNumberComesFirst() {
    assertThat(succession.objectionTo(signer.seal(rules("a"), active(7)), Place.NONE)).isEmpty();
  }

  @Test
  void takesTheLastOnceMore() {
    RuleBundle bundle = signer.seal(rules("a"), active(7));
    Place last = Succession.after(bundle, Place.NONE);
    assertThat(succession.objectionTo(bundle, last)).isEmpty();
  }

  @Test
  void refusesRulesThatNobodySigned() {
    assertThat(succession.objectionTo(rules("a"), Place.NONE))
        .hasValue("Rules v-a are not signed.");
    RuleBundle unsigned = new RuleSigner(null).seal(rules("a"), active(1));
    assertThat(succession.objectionTo(unsigned, Place.NONE).orElseThrow()).contains("by nobody");
  }

  @Test
  void refusesRulesThatAnotherSigned() {
    RuleBundle theirs = new RuleSigner(THEIRS.getPrivate()).seal(rules("a"), active(1));
    assertThat(succession.objectionTo(theirs, Place.NONE).orElseThrow())
        .contains("by nobody", "RTOTO_RULES_KEYS");
  }

  @Test
  void refusesRulesThatWereChangedAfterwards() {
    RuleBundle bundle = signer.seal(rules("a"), active(1));
    RuleBundle changed = with(bundle, rules("b"), bundle.author());
    assertThat(succession.objectionTo(changed, Place.NONE).orElseThrow()).contains("another hash");
  }

  @Test
  void refusesAnotherAuthorThanTheOneThatWasSigned() {
    RuleBundle bundle = signer.seal(rules("a"), active(1));
    RuleBundle changed = with(bundle, bundle, "somebody");
    assertThat(succession.objectionTo(changed, Place.NONE).orElseThrow()).contains("by nobody");
  }

  @Test
  void refusesOldRulesThatAreWrittenAgain() {
    RuleBundle old = signer.seal(rules("a"), active(6));
    assertThat(succession.objectionTo(old, new Place(7, "b")).orElseThrow())
        .contains("are number 6, and number 7 was accepted already", "rollback");
  }

  @Test
  void refusesAGap() {
    RuleBundle bundle = signer.seal(rules("a"), active(9));
    assertThat(succession.objectionTo(bundle, new Place(7, "b")).orElseThrow())
        .contains("are number 9, and the last was number 7");
  }

  @Test
  void neverPutsInForceWhatWasSignedForARehearsal() {
    RuleBundle rehearsed =
        signer.seal(rules("a"), new Claim("shadow", 1, null, "anna", null, 0, "", NOON));
    assertThat(succession.objectionAs(rehearsed, RuleBundle.SHADOW_KEY)).isEmpty();
    assertThat(succession.objectionTo(rehearsed, Place.NONE).orElseThrow()).contains("by nobody");
  }

  @Test
  void asksForNoSignatureWhereNobodyIsTrusted() {
    Succession open = new Succession(List.of());
    assertThat(open.objectionTo(rules("a"), new Place(3, "b"))).isEmpty();
    RuleBundle unsigned = new RuleSigner(null).seal(rules("a"), active(3));
    assertThat(open.objectionTo(unsigned, new Place(2, "b"))).isEmpty();
    assertThat(open.objectionTo(unsigned, new Place(3, "b")).orElseThrow()).contains("already");
  }

  @Test
  void tellsContentsApartThatRunTogetherToTheSame() {
    RuleBundle one = bundle("v", Map.of("a", "bc"), Map.of());
    RuleBundle other = bundle("v", Map.of("ab", "c"), Map.of());
    RuleBundle ofClasses = bundle("v", Map.of(), Map.of("a", new byte[] {'b', 'c'}));
    assertThat(List.of(Content.hash(one), Content.hash(other), Content.hash(ofClasses)))
        .doesNotHaveDuplicates()
        .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
  }

  @Test
  void readsKeysAsTheyAreWrittenAndNothingElse() {
    assertThat(RuleKeys.publicKey(RuleKeys.written(OURS.getPublic()))).isEqualTo(OURS.getPublic());
    assertThat(RuleKeys.privateKey(RuleKeys.written(OURS.getPrivate())))
        .isEqualTo(OURS.getPrivate());
    assertThatThrownBy(() -> RuleKeys.publicKey("AAAA"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cut short");
    assertThatThrownBy(() -> RuleKeys.privateKey("no key"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Claim active(long number) {
    return new Claim(RuleBundle.ACTIVE_KEY, number, null, "anna", null, 0, "why not", NOON);
  }

  private static RuleBundle rules(String name) {
    return bundle("v-" + name, Map.of("a.drl", name), Map.of("a.B", new byte[] {1, 2}));
  }

  private static RuleBundle bundle(
      String version, Map<String, String> sources, Map<String, byte[]> classes) {
    return new RuleBundle(
        version, null, "compiler", NOON, sources, classes, List.of("a.B"), List.of(), List.of());
  }

  private static RuleBundle with(RuleBundle sealed, RuleBundle content, String author) {
    return new RuleBundle(
        sealed.version(),
        sealed.parent(),
        author,
        sealed.publishedAt(),
        content.sources(),
        content.classes(),
        content.models(),
        content.rules(),
        content.tags(),
        sealed.seal());
  }
}
