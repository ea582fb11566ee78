package io.rtoto.jobs.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.figures.Figures.TierMovement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AccountTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration WINDOW = Duration.ofDays(7);
  private static final Instant LATER = NOON.plus(Duration.ofDays(30));
  private static final String VOUCHER = "voucher|v1";

  private final List<Fact> facts = new ArrayList<>();
  private int events;

  @Test
  void anOrderIsOfWhatTheCustomerSawLastAndOfAllThatTheySaw() {
    isOffered("voucher", hour(0));
    isShown("voucher", hour(1));
    isOffered("delivery", hour(2));
    isShown("delivery", hour(3));
    orders("o1", 4_990, hour(5));

    assertThat(of("delivery|v1").under(Names.LAST_TOUCH))
        .containsExactlyInAnyOrderEntriesOf(Map.of("orders", 1L, "revenue EUR", 4_990L));
    assertThat(of(VOUCHER).under(Names.LAST_TOUCH)).isEmpty();
    assertThat(of(VOUCHER).of(Names.ANY_TOUCH, Names.ORDERS)).isOne();
    assertThat(of("voucher|*")).isEqualTo(of(VOUCHER));
  }

  @Test
  void whatWasNeverShownHasNoPartInAnOrder() {
    isOffered("voucher", hour(0));
    orders("o1", 4_990, hour(5));

    assertThat(of(VOUCHER).under(Names.ANY_TOUCH)).isEmpty();
  }

  @Test
  void anOrderAfterTheWindowIsOfNothingThatWasSaid() {
    isOffered("voucher", hour(0));
    isShown("voucher", hour(0));
    orders("o1", 4_990, NOON.plus(WINDOW).plusMillis(1));

    assertThat(of(VOUCHER).under(Names.ANY_TOUCH)).isEmpty();
    assertThat(of(VOUCHER).of(Names.TREATED, "900000", Names.CONVERTED)).isZero();
  }

  @Test
  void theOrderThatAnOfferCameUponIsNotOfIt() {
    isOffered("voucher", hour(1));
    isShown("voucher", hour(1));
    orders("o1", 4_990, hour(1));

    assertThat(of(VOUCHER).under(Names.ANY_TOUCH)).isEmpty();
    assertThat(of(VOUCHER).of(Names.TREATED, "900000", Names.CONVERTED)).isZero();
  }

  @Test
  void anOrderThatIsTakenBackWholeIsNone() {
    isOffered("voucher", hour(0));
    isShown("voucher", hour(1));
    orders("o1", 4_990, hour(5));
    facts.add(new Fact.TookBack(event(), "o1", null, true, hour(50)));

    assertThat(of(VOUCHER).under(Names.LAST_TOUCH)).isEmpty();
    assertThat(of(VOUCHER).of(Names.TREATED, "900000", Names.CUSTOMERS)).isOne();
    assertThat(of(VOUCHER).of(Names.TREATED, "900000", Names.CONVERTED)).isZero();
  }

  @Test
  void whatIsTakenBackOfAnOrderCountsNoLonger() {
    isOffered("voucher", hour(0));
    isShown("voucher", hour(1));
    orders("o1", 4_990, hour(5));
    facts.add(new Fact.TookBack(event(), "o1", new Money(990, "EUR"), false, hour(50)));

    assertThat(of(VOUCHER).of(Names.LAST_TOUCH, Names.REVENUE, "EUR")).isEqualTo(4_000);
    assertThat(of(VOUCHER).of(Names.TREATED, "900000", Names.REVENUE, "EUR")).isEqualTo(4_000);
    assertThat(of(VOUCHER).squares())
        .hasEntrySatisfying(
            "treated 900000 EUR", square -> assertThat(square).isEqualTo(16_000_000));
  }

  @Test
  void aCustomerCountsInTheArmOfTheirFirstDecisionOnceItsWindowIsOver() {
    isOffered("voucher", hour(0));
    isOffered("voucher", hour(1));
    orders("o1", 4_990, hour(5));
    orders("o2", 1_000, hour(6));
    Instant over = NOON.plus(WINDOW);

    assertThat(of(VOUCHER, over.minusMillis(1)).under(Names.TREATED)).isEmpty();
    assertThat(of(VOUCHER, over).under(Names.TREATED))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("900000 customers", 1L, "900000 converted", 1L, "900000 revenue EUR", 5_990L));
  }

  @Test
  void whoIsHeldOutOfEverythingIsInNeitherArm() {
    facts.add(told("voucher", DecisionKind.RECORD, Arm.HELD_OUT_OF_ALL, hour(0)));

    assertThat(of(VOUCHER).areNone()).isTrue();
  }

  @Test
  void whoIsToldWhileNobodyIsHeldOutIsComparedWithNobodyAndCountsByTheFirstDrawAfterIt() {
    facts.add(
        new Fact.Told("d1", DecisionKind.OFFER, "voucher", "v1", Arm.TREATED, 1_000_000, hour(0)));
    orders("o1", 4_990, hour(5));
    assertThat(of(VOUCHER).under(Names.TREATED)).isEmpty();

    isOffered("voucher", hour(10));
    assertThat(of(VOUCHER).under(Names.TREATED)).containsExactly(Map.entry("900000 customers", 1L));
  }

  @Test
  void whatWasLeftIsRescuedByTheFirstOrderAfterItWhateverItsId() {
    leaves(Routing.CART_ABANDONED, "unknown", "3000", hour(0));
    orders("10", 4_990, hour(5));
    orders("9", 4_990, hour(1));

    assertThat(minutes().get("2026-11-22T13:00:00Z"))
        .isNotNull()
        .satisfies(
            counts -> assertThat(counts.numbers()).containsKey("cart unknown rescued count"));
  }

  @Test
  void whoIsHeldOutCountsInTheControl() {
    facts.add(told("voucher", DecisionKind.RECORD, Arm.HELD_OUT, hour(0)));
    orders("o1", 4_990, hour(5));

    assertThat(of(VOUCHER).of(Names.CONTROL, "900000", Names.CONVERTED)).isOne();
    assertThat(of(VOUCHER).under(Names.ANY_TOUCH)).isEmpty();
  }

  @Test
  void consentWithdrawnIsAComplaintAboutWhatWasSeenLast() {
    isOffered("voucher", hour(0));
    isShown("voucher", hour(1));
    says(hour(2), refuses(null));

    assertThat(of(VOUCHER).of(Names.COMPLAINTS)).isOne();
  }

  @Test
  void whoRefusesAgainWhatTheyRefuseComplainsOnceAndAgainOnceTheyHaveAllowedIt() {
    isOffered("voucher", hour(0));
    isShown("voucher", hour(1));
    says(hour(2), refuses(null));
    says(hour(3), refuses(Channel.EMAIL), refuses(Channel.SMS));
    says(hour(4), refuses(null));
    itStands(hour(5), refuses(Channel.WEB));
    assertThat(of(VOUCHER).of(Names.COMPLAINTS)).isOne();

    says(hour(6), allows(Channel.EMAIL));
    says(hour(7), refuses(Channel.EMAIL));
    assertThat(of(VOUCHER).of(Names.COMPLAINTS)).isEqualTo(2);
  }

  @Test
  void whatOneMessageRefusesIsOneComplaint() {
    isOffered("voucher", hour(0));
    isShown("voucher", hour(1));
    says(hour(2), refuses(Channel.EMAIL), refuses(Channel.SMS));

    assertThat(of(VOUCHER).of(Names.COMPLAINTS)).isOne();
  }

  @Test
  void aRefusalByTraitIsAComplaintWhereItWasAllowedBefore() {
    isOffered("voucher", hour(1));
    isShown("voucher", hour(1));
    itStands(hour(2), refuses(Channel.EMAIL));
    assertThat(of(VOUCHER).of(Names.COMPLAINTS)).isZero();

    itStands(hour(0), allows(Channel.EMAIL));
    assertThat(of(VOUCHER).of(Names.COMPLAINTS)).isOne();
  }

  @Test
  void whatIsNoLongerAllowedBeforeAnythingIsToldIsNoComplaint() {
    says(hour(0), refuses(null));
    isOffered("voucher", hour(1));
    isShown("voucher", hour(1));
    says(hour(2), refuses(null));

    assertThat(of(VOUCHER).of(Names.COMPLAINTS)).isZero();
  }

  @Test
  void whoIsInAnArmForGoodIsNotInItByALaterDecisionAgain() {
    isOffered("voucher", hour(1));
    assertThat(of(VOUCHER).of(Names.TREATED, "900000", Names.CUSTOMERS)).isOne();

    facts.add(new Fact.Settled("d0", "voucher", "v1", hour(0)));
    assertThat(of(VOUCHER).under(Names.TREATED)).isEmpty();
    assertThat(of("voucher|*").under(Names.TREATED)).isEmpty();
  }

  @Test
  void anOrderRescuesTheCartThatWasLeftLastWithItsCauseAndItsMoney() {
    leaves(Routing.CART_ABANDONED, "shipping-cost", "3000", hour(0));
    leaves(Routing.CART_ABANDONED, "unknown", "5000", hour(10));
    orders("o1", 4_990, hour(20));

    Counts rescue = minutes().getOrDefault("2026-11-23T08:00:00Z", Counts.NONE);
    assertThat(rescue.under(Names.CART))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("unknown rescued count", 1L, "unknown rescued revenue EUR", 5_000L));
    assertThat(minutes().getOrDefault("2026-11-22T12:00:00Z", Counts.NONE).under(Names.CART))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "shipping-cost abandoned count",
                1L,
                "shipping-cost abandoned revenue EUR",
                3_000L));
  }

  @Test
  void aMomentOfWhichTwoMessagesTellCountsOnce() {
    Map<String, String> about = Map.of("from", "gold", "to", "silver");
    facts.add(new Fact.Noticed("m1", "TierChanged e1", Routing.TIER_CHANGED, Map.of(), hour(0)));
    facts.add(new Fact.Noticed("d1", "TierChanged e1", Routing.TIER_CHANGED, about, hour(0)));
    facts.add(new Fact.Noticed("d2", "TierChanged e1", Routing.TIER_CHANGED, about, hour(0)));

    assertThat(minutes().getOrDefault("2026-11-22T12:00:00Z", Counts.NONE).numbers())
        .isEqualTo(Map.of("tier gold silver", 1L));
  }

  @Test
  void aTierWhoseNameHasABlankIsToldWhole() {
    Map<String, String> about = Map.of("from", "gold", "to", "gold 100% plus");
    facts.add(new Fact.Noticed("d1", "TierChanged e1", Routing.TIER_CHANGED, about, hour(0)));
    facts.add(
        new Fact.Noticed(
            "d2",
            "TierChanged e2",
            Routing.TIER_CHANGED,
            Map.of("from", "gold 100% plus", "to", "gold"),
            hour(0)));
    String minute = "2026-11-22T12:00:00Z";

    assertThat(
            Minutes.of(minute, minutes().getOrDefault(minute, Counts.NONE), null).tierMovements())
        .containsExactlyInAnyOrder(
            new TierMovement("gold", "gold 100% plus", 1),
            new TierMovement("gold 100% plus", "gold", 1));
  }

  @Test
  void theOrderInWhichFactsComeMakesNoDifference() {
    for (int hour = 0; hour < 40; hour++) {
      isOffered(hour % 2 == 0 ? "voucher" : "delivery", hour(hour));
      isShown(hour % 2 == 0 ? "voucher" : "delivery", hour(hour + 1));
      if (hour % 5 == 0) {
        orders("o" + hour % 15, 1_000L * hour, hour(hour));
        leaves(Routing.CART_ABANDONED, "unknown", "5000", hour(hour));
      }
      if (hour % 4 == 0) {
        says(hour(hour), hour % 8 == 0 ? allows(Channel.EMAIL) : refuses(Channel.EMAIL));
      }
    }
    facts.add(new Fact.TookBack(event(), "o10", new Money(700, "EUR"), false, hour(50)));
    Map<String, Counts> rules = account().rules(LATER, Set.of()).counts();
    Map<String, Counts> minutes = minutes();

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(facts, new Random(seed));
      assertThat(account().rules(LATER, Set.of()).counts()).isEqualTo(rules);
      assertThat(minutes()).isEqualTo(minutes);
    }
  }

  @Test
  void whatIsForgottenGoesOnToCountAsItDid() {
    isOffered("voucher", hour(0));
    isShown("voucher", hour(0));
    orders("o1", 4_990, hour(5));
    KeptAccount kept = KeptAccount.NEW.reckoned(account(), LATER).kept();
    List<Fact> left = new ArrayList<>(facts.subList(1, facts.size()));

    left.add(((Fact.Told) facts.get(0)).settled());
    KeptAccount after = kept.restingOn(new Account(left, WINDOW));
    left.add(told("voucher", DecisionKind.OFFER, Arm.TREATED, hour(30)));

    // The customer is in the arm already: nothing is new by a later decision.
    assertThat(after.reckoned(new Account(left, WINDOW), LATER).changedRules()).isEmpty();
  }

  private Map<String, Counts> minutes() {
    return account().minutes().counts();
  }

  private Account account() {
    return new Account(facts, WINDOW);
  }

  private Counts of(String key) {
    return of(key, LATER);
  }

  private Counts of(String key, Instant asOf) {
    return account().rules(asOf, Set.of()).counts().getOrDefault(key, Counts.NONE);
  }

  private static Instant hour(int hour) {
    return NOON.plus(Duration.ofHours(hour));
  }

  private String event() {
    return "e" + ++events;
  }

  private Fact.Told told(String rule, DecisionKind kind, Arm arm, Instant at) {
    return new Fact.Told(rule + ' ' + ++events, kind, rule, "v1", arm, 900_000, at);
  }

  private void isOffered(String rule, Instant at) {
    facts.add(told(rule, DecisionKind.OFFER, Arm.TREATED, at));
  }

  /** What was offered last by that rule. */
  private void isShown(String rule, Instant at) {
    String decision =
        facts.stream()
            .filter(Fact.Told.class::isInstance)
            .map(Fact.Told.class::cast)
            .filter(one -> one.rule().equals(rule))
            .reduce((first, second) -> second)
            .orElseThrow()
            .decisionId();
    facts.add(new Fact.CameOfIt(event(), decision, OfferOutcome.SHOWN, at));
  }

  private void says(Instant at, Consent... consents) {
    facts.add(new Fact.ConsentTold(event(), at, List.of(consents), false));
  }

  private void itStands(Instant at, Consent... consents) {
    facts.add(new Fact.ConsentTold(event(), at, List.of(consents), true));
  }

  private static Consent refuses(@Nullable Channel way) {
    return new Consent(Purpose.MARKETING, way, false);
  }

  private static Consent allows(@Nullable Channel way) {
    return new Consent(Purpose.MARKETING, way, true);
  }

  private void orders(String id, long minor, Instant at) {
    facts.add(new Fact.Ordered(event(), id, new Money(minor, "EUR"), at));
  }

  private void leaves(String moment, String cause, String worth, Instant at) {
    String about = event();
    facts.add(
        new Fact.Noticed(
            about,
            moment + ' ' + about,
            moment,
            Map.of("cause", cause, "worthMinor", worth, "currency", "EUR"),
            at));
  }
}
