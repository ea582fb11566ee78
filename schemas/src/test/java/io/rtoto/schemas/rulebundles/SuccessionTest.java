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
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuccessionTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final KeyPair OURS = RuleKeys.create();
  private static final KeyPair THEIRS = RuleKeys.create();
  private static final String OUR_KEY = RuleKeys.written(OURS.getPublic());
  private static final String THEIR_KEY = RuleKeys.written(THEIRS.getPublic());

  private final RuleSigner signer = new RuleSigner(OURS.getPrivate());
  private static final TrustedKey ANNA = new TrustedKey("anna", OUR_KEY, null, null, null, null);
  private static final TrustedKey BEN = new TrustedKey("ben", THEIR_KEY, null, null, null, null);

  private final Succession succession = trusting(TrustedKey.of(OUR_KEY));

  @Test
  void takesSignedRulesThatFollowTheLast() {
    RuleBundle first = signer.seal(rules("a"), active(1));
    assertThat(objection(succession, first, Place.NONE)).isEmpty();
    Place last = succession.judge(first, Place.NONE).last();
    assertThat(objection(succession, signer.seal(rules("b"), active(2)), last)).isEmpty();
  }

  @Test
  void takesThemAfterTheyTravelled() throws IOException {
    Messages<RuleBundle> codec = Messages.of(RuleBundle.class);
    RuleBundle arrived = codec.read(codec.write(signer.seal(rules("a"), active(1))));
    assertThat(objection(succession, arrived, Place.NONE)).isEmpty();
  }

  @Test
  void beginsWithWhateverNumberComesFirst() {
    assertThat(objection(succession, signer.seal(rules("a"), active(7)), Place.NONE)).isEmpty();
  }

  @Test
  void takesTheLastOnceMore() {
    RuleBundle bundle = signer.seal(rules("a"), active(7));
    Place last = succession.judge(bundle, Place.NONE).last();
    assertThat(objection(succession, bundle, last)).isEmpty();
  }

  @Test
  void refusesRulesThatNobodySigned() {
    assertThat(objection(succession, rules("a"), Place.NONE))
        .isEqualTo("Rules v-a are not signed.");
    RuleBundle unsigned = new RuleSigner(null).seal(rules("a"), active(1));
    assertThat(objection(succession, unsigned, Place.NONE)).contains("by nobody");
  }

  @Test
  void refusesRulesThatAnotherSigned() {
    RuleBundle theirs = new RuleSigner(THEIRS.getPrivate()).seal(rules("a"), active(1));
    assertThat(objection(succession, theirs, Place.NONE)).contains("by nobody", "RTOTO_RULES_KEYS");
  }

  @Test
  void refusesRulesThatWereChangedAfterwards() {
    RuleBundle bundle = signer.seal(rules("a"), active(1));
    RuleBundle changed = with(bundle, rules("b"), bundle.author());
    assertThat(objection(succession, changed, Place.NONE)).contains("another hash");
  }

  @Test
  void refusesAnotherAuthorThanTheOneThatWasSigned() {
    RuleBundle bundle = signer.seal(rules("a"), active(1));
    RuleBundle changed = with(bundle, bundle, "somebody");
    assertThat(objection(succession, changed, Place.NONE)).contains("by nobody");
  }

  @Test
  void refusesOldRulesThatAreWrittenAgain() {
    RuleBundle old = signer.seal(rules("a"), active(6));
    assertThat(objection(succession, old, new Place(7, "b", false)))
        .contains("are number 6, and number 7 was accepted already", "rollback");
  }

  @Test
  void refusesAGap() {
    RuleBundle bundle = signer.seal(rules("a"), active(9));
    assertThat(objection(succession, bundle, new Place(7, "b", false)))
        .contains("are number 9, and the last was number 7");
  }

  @Test
  void neverPutsInForceWhatWasSignedForARehearsal() {
    RuleBundle rehearsed =
        signer.seal(rules("a"), new Claim("shadow", 1, null, "anna", null, 0, "", NOON));
    assertThat(succession.objectionAs(rehearsed, RuleBundle.SHADOW_KEY)).isEmpty();
    assertThat(objection(succession, rehearsed, Place.NONE)).contains("by nobody");
  }

  @Test
  void asksForNoSignatureWhereNobodyIsTrusted() {
    Succession open = trusting();
    assertThat(objection(open, rules("a"), new Place(3, "b", false))).isEmpty();
    RuleBundle unsigned = new RuleSigner(null).seal(rules("a"), active(3));
    assertThat(objection(open, unsigned, new Place(2, "b", false))).isEmpty();
    assertThat(objection(open, unsigned, new Place(3, "b", false))).contains("already");
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

  @Test
  void countsNothingThatARevokedKeySignedWhateverItsDate() {
    Succession later =
        trusting(TrustedKey.of(OUR_KEY).revoked(NOON.plusSeconds(60), "a laptop is gone"));
    RuleBundle bundle = signer.seal(rules("a"), active(8));
    assertThat(objection(later, bundle, new Place(7, "b", false)))
        .contains("was revoked on 2026-11-22T12:01:00Z: a laptop is gone", "another key");
    assertThat(later.objectionAs(signer.seal(rules("a"), claim("shadow", 0)), "shadow"))
        .isPresent();
  }

  @Test
  void letsNobodyHoldOthersUpByARevokedKey() {
    Succession later =
        trusting(TrustedKey.of(OUR_KEY).revoked(NOON, "gone"), TrustedKey.of(THEIR_KEY));
    Place after = later.judge(signer.seal(rules("a"), active(8)), new Place(7, "b", true)).last();
    assertThat(after.number()).isEqualTo(8);
    assertThat(after.demandsApproval()).isTrue();
    RuleBundle next = new RuleSigner(THEIRS.getPrivate()).seal(rules("a"), active(9));
    Place accepted = new Place(8, after.content(), false);
    assertThat(objection(later, next, accepted)).isEmpty();
  }

  @Test
  void beginsWithNoNumberThatARevokedKeyGave() {
    Succession later = trusting(TrustedKey.of(OUR_KEY).revoked(NOON, "gone"));
    assertThat(later.judge(signer.seal(rules("a"), active(8)), Place.NONE).last())
        .isEqualTo(Place.NONE);
  }

  @Test
  void countsWhatAKeySignedWhileItWasInUse() {
    TrustedKey ours = new TrustedKey("anna", OUR_KEY, NOON, NOON.plusSeconds(1), null, null);
    assertThat(objection(trusting(ours), signer.seal(rules("a"), active(1)), Place.NONE)).isEmpty();
    TrustedKey retired = TrustedKey.of(OUR_KEY).retired(NOON);
    assertThat(objection(trusting(retired), signer.seal(rules("a"), active(1)), Place.NONE))
        .contains("out of use since 2026-11-22T12:00:00Z");
    TrustedKey future = new TrustedKey("anna", OUR_KEY, NOON.plusSeconds(1), null, null, null);
    assertThat(objection(trusting(future), signer.seal(rules("a"), active(1)), Place.NONE))
        .contains("counts from 2026-11-22T12:00:01Z on");
  }

  @Test
  void takesWhatTwoPeopleStandForWhereThatIsAskedFor() {
    RuleBundle proposed = signer.seal(rules("a"), claim("proposed", 0));
    RuleBundle approved = new RuleSigner(THEIRS.getPrivate()).seal(proposed, active(1));
    assertThat(objection(demanding(ANNA, BEN), approved, Place.NONE)).isEmpty();
    assertThat(objection(demanding(ANNA, BEN), signer.seal(proposed, active(1)), Place.NONE))
        .contains("only one has signed");
    TrustedKey annasOther = new TrustedKey("anna", THEIR_KEY, null, null, null, null);
    assertThat(objection(demanding(ANNA, annasOther), approved, Place.NONE))
        .contains("only one has signed");
    assertThat(objection(demanding(ANNA.revoked(NOON, ""), BEN), approved, Place.NONE))
        .contains("only one has signed");
  }

  @Test
  void takesKeysOfWhichNobodyKnowsWhoseTheyAreForOnePersons() {
    RuleBundle proposed = signer.seal(rules("a"), claim("proposed", 0));
    RuleBundle approved = new RuleSigner(THEIRS.getPrivate()).seal(proposed, active(1));
    TrustedKey ours = TrustedKey.of(OUR_KEY);
    TrustedKey theirs = TrustedKey.of(THEIR_KEY);
    assertThat(objection(demanding(ours, theirs), approved, Place.NONE))
        .contains("nobody knows whose it is", "rtoto rules keys trust");
    assertThat(objection(demanding(ANNA, theirs), approved, Place.NONE))
        .contains("nobody knows whose it is");
    assertThat(demanding(ours, theirs).knowsAnother(NOON)).isFalse();
    assertThat(demanding(ANNA, BEN).knowsAnother(NOON)).isTrue();
    assertThat(demanding(ANNA, BEN.retired(NOON)).knowsAnother(NOON)).isFalse();
  }

  @Test
  void takesApprovedContentAgainWithoutAnotherApproval() {
    RuleBundle proposed = signer.seal(rules("a"), claim("proposed", 0));
    RuleBundle approved = new RuleSigner(THEIRS.getPrivate()).seal(proposed, active(1));
    Claim rollback = new Claim(RuleBundle.ACTIVE_KEY, 2, null, "anna", null, 1, "", NOON);
    Succession strict = demanding(ANNA, BEN);
    Place last = strict.judge(approved, Place.NONE).last();
    assertThat(objection(strict, signer.seal(approved, rollback), last)).isEmpty();
    RuleBundle never = signer.seal(rules("b"), rollback);
    assertThat(objection(strict, never, last)).contains("nobody known has signed");
  }

  @Test
  void asksForApprovalAlsoWhereOnlyTheRulesBeforeDid() {
    assertThat(objection(succession, signer.seal(rules("a"), active(8)), new Place(7, "b", true)))
        .contains("must be approved");
  }

  @Test
  void refusesAVersionThatItsSourcesDoNotHave() {
    Succession reading =
        new Succession(TrustedKeys.of(List.of(OUR_KEY)), reading(false, Optional.of("other")));
    assertThat(objection(reading, signer.seal(rules("a"), active(1)), Place.NONE))
        .contains("Rules v-a are not that version: by their sources they are other");
  }

  @Test
  void refusesRulesThatDoNotTellTheirFactsButForThoseItTookBefore() {
    RuleBundle old = signer.seal(withoutFacts(rules("a")), active(8));
    assertThat(objection(succession, old, new Place(7, "b", false)))
        .contains("Rules v-a do not tell the facts", "expected their hash");
    assertThat(succession.judge(old, new Place(7, "b", false)).last().number()).isEqualTo(8);
    assertThat(objection(succession, old, Place.NONE)).contains("do not tell the facts");
    assertThat(objection(succession, old, new Place(8, old.content(), false))).isEmpty();
    assertThat(objection(trusting(), old, new Place(7, "b", false))).isEmpty();
    RuleBundle rehearsed = signer.seal(withoutFacts(rules("a")), claim("shadow", 0));
    assertThat(succession.objectionAs(rehearsed, "shadow").orElseThrow())
        .contains("do not tell the facts");
  }

  @Test
  void knowsAStrangersBundleFromOneThatIsNotWhole() {
    RuleBundle theirs = new RuleSigner(THEIRS.getPrivate()).seal(rules("a"), active(8));
    assertThat(succession.isOfAStranger(theirs)).isTrue();
    assertThat(succession.isOfAStranger(with(theirs, rules("b"), "anna"))).isFalse();
    assertThat(succession.isOfAStranger(new RuleSigner(null).seal(rules("a"), active(8))))
        .isFalse();
    assertThat(succession.isOfAStranger(signer.seal(rules("a"), active(8)))).isFalse();
  }

  private static String objection(Succession succession, RuleBundle bundle, Place last) {
    return succession.judge(bundle, last).objection();
  }

  private static Succession trusting(TrustedKey... keys) {
    return new Succession(new TrustedKeys(List.of(keys)), reading(false, Optional.empty()));
  }

  private static Succession demanding(TrustedKey... keys) {
    return new Succession(new TrustedKeys(List.of(keys)), reading(true, Optional.empty()));
  }

  private static SourceReading reading(boolean demandsApproval, Optional<String> version) {
    return new SourceReading() {
      @Override
      public boolean demandApproval(RuleBundle bundle) {
        return demandsApproval;
      }

      @Override
      public Optional<String> version(RuleBundle bundle) {
        return version;
      }
    };
  }

  private static Claim claim(String publishedAs, long number) {
    return new Claim(publishedAs, number, null, "anna", null, 0, "", NOON);
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
        version,
        null,
        "compiler",
        NOON,
        sources,
        classes,
        List.of("a.B"),
        List.of(),
        List.of(),
        null,
        "facts");
  }

  private static RuleBundle withoutFacts(RuleBundle bundle) {
    return new RuleBundle(
        bundle.version(),
        bundle.parent(),
        bundle.author(),
        bundle.publishedAt(),
        bundle.sources(),
        bundle.classes(),
        bundle.models(),
        bundle.rules(),
        bundle.tags());
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
        sealed.seal(),
        content.facts());
  }
}
