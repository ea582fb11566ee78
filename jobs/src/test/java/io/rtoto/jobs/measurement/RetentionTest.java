package io.rtoto.jobs.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RetentionTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long KEPT_UNTIL = Instant.parse("2026-12-30T00:00:00Z").toEpochMilli();
  private static final long A_WINDOW_LATER = Instant.parse("2027-01-06T00:00:00Z").toEpochMilli();

  private static final Fact.Told OFFER = told("d1", DecisionKind.OFFER, Arm.TREATED, NOON);
  private static final Fact SHOWN = new Fact.CameOfIt("e1", "d1", OfferOutcome.SHOWN, NOON);
  private static final Fact ORDER =
      new Fact.Ordered("e2", "o1", new Money(990, "EUR"), NOON.plusSeconds(1));

  private final Retention retention = new Retention(Duration.ofDays(7), Duration.ofDays(37));

  @Test
  void keepsEverythingUntilCorrectionsAreKeptNoLonger() {
    Retention.Aged aged = retention.aged(List.of(OFFER, SHOWN, ORDER), KEPT_UNTIL - 1);

    assertThat(aged.changesNothing()).isTrue();
    assertThat(aged.looks()).isEmpty();
    assertThat(retention.looksAt(OFFER)).isEqualTo(KEPT_UNTIL);
  }

  @Test
  void keepsWhatReachedACustomerForAWindowLongerThanTheirOrders() {
    List<Fact> known = List.of(OFFER, SHOWN, ORDER);

    assertThat(after(known, KEPT_UNTIL))
        .containsExactlyInAnyOrder(OFFER.withoutArm(), SHOWN, OFFER.settled());
    assertThat(retention.aged(known, KEPT_UNTIL).looks()).containsExactly(A_WINDOW_LATER);
    assertThat(after(after(known, KEPT_UNTIL), A_WINDOW_LATER)).containsExactly(OFFER.settled());
  }

  @Test
  void keepsOfWhoWasHeldOutOnlyThatTheyWere() {
    Fact.Told heldOut = told("d1", DecisionKind.RECORD, Arm.HELD_OUT, NOON);

    assertThat(after(List.of(heldOut), KEPT_UNTIL)).containsExactly(heldOut.settled());
  }

  @Test
  void keepsOfAnArmOnlyTheFirstDecision() {
    Fact.Told later = told("d0", DecisionKind.OFFER, Arm.TREATED, NOON.plusSeconds(1));

    assertThat(after(List.of(later, OFFER), A_WINDOW_LATER)).containsExactly(OFFER.settled());
    assertThat(after(List.of(OFFER.settled(), later), A_WINDOW_LATER))
        .containsExactly(OFFER.settled());
  }

  @Test
  void keepsOfWhoWasDrawnIntoNoArmNothing() {
    assertThat(after(List.of(told("d1", DecisionKind.OFFER, null, NOON)), A_WINDOW_LATER))
        .isEmpty();
  }

  @Test
  void keepsTheNewestOfEachConsentForGood() {
    Fact emails = consents("e1", NOON, Channel.EMAIL);
    Fact all = consents("e2", NOON.plusSeconds(1), null, Channel.EMAIL);
    Fact messages = consents("e3", NOON.minusSeconds(1), Channel.SMS);

    assertThat(after(List.of(emails, all, messages), A_WINDOW_LATER))
        .containsExactlyInAnyOrder(all, messages);
  }

  @Test
  void keepsTheConsentBeforeOneThatIsNotOldYet() {
    Fact before = consents("e1", NOON, Channel.EMAIL);
    Fact young = consents("e2", NOON.plus(Duration.ofDays(5)), Channel.EMAIL);

    assertThat(after(List.of(young, before), KEPT_UNTIL)).containsExactlyInAnyOrder(young, before);
  }

  @Test
  void forgetsTheOldestFactsOfWhoDoesMoreThanPeopleDo() {
    List<Fact> known = new ArrayList<>();
    for (int i = 0; i <= Retention.MOST_FACTS; i++) {
      known.add(told("d" + i, DecisionKind.OFFER, Arm.TREATED, NOON.plusSeconds(i)));
    }

    List<Fact> left = after(known, Long.MIN_VALUE);

    int half = Retention.MOST_FACTS / 2;
    assertThat(left)
        .hasSize(half + 1)
        .contains(
            known.get(Retention.MOST_FACTS),
            known.get(half + 1),
            ((Fact.Told) known.get(0)).settled())
        .doesNotContain(known.get(half));
    assertThat(after(known.subList(0, Retention.MOST_FACTS), Long.MIN_VALUE))
        .hasSize(Retention.MOST_FACTS);
  }

  /** What is known when that has aged. */
  private List<Fact> after(List<Fact> known, long now) {
    Map<String, Fact> left = new HashMap<>();
    known.forEach(fact -> left.put(fact.id(), fact));
    Retention.Aged aged = retention.aged(known, now);
    aged.gone().forEach(fact -> left.remove(fact.id()));
    aged.instead().forEach(fact -> left.put(fact.id(), fact));
    return List.copyOf(left.values());
  }

  private static Fact.Told told(String id, DecisionKind kind, @Nullable Arm arm, Instant at) {
    return new Fact.Told(id, kind, "voucher", "v1", arm, arm == null ? 0 : 900_000, at);
  }

  private static Fact consents(String id, Instant at, @Nullable Channel... ways) {
    List<Consent> consents = new ArrayList<>();
    for (Channel way : ways) {
      consents.add(new Consent(Purpose.MARKETING, way, false));
    }
    return new Fact.ConsentTold(id, at, consents, false);
  }
}
