package io.rtoto.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.gateway.push.Offers.RanOut;
import io.rtoto.schemas.decisions.DecisionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered of what is open, and when it is forgotten. */
final class OffersTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final Instant EVENING = NOON.plus(Duration.ofHours(6));

  private final Offers offers = new Offers(100);

  @Test
  void keepTheNewestOfACustomer() {
    for (int i = 0; i < 50; i++) {
      offers.add(offer("anna", "offer " + i, DecisionKind.OFFER, EVENING, i), NOON);
      offers.add(offer("anna", "strip " + i, DecisionKind.RECOMMENDATION, EVENING, 100 + i), NOON);
    }

    List<String> open = ids(Set.of("anna"));
    assertThat(open).hasSize(30).contains("offer 30", "offer 49", "strip 40", "strip 49");
    assertThat(open).doesNotContain("offer 29", "strip 39");
  }

  @Test
  void giveUpTheOldestWhenThereAreTooMany() {
    IntStream.range(0, 150)
        .forEach(i -> offers.add(offer("c" + i, "o" + i, DecisionKind.OFFER, EVENING, i), NOON));

    assertThat(ids(Set.of("c49"))).isEmpty();
    assertThat(ids(Set.of("c50", "c149"))).containsExactlyInAnyOrder("o50", "o149");
    assertThat(offers.count()).isEqualTo(100);
  }

  @Test
  void tellOfWhatWasGivenUpForOthersOnceItsPageHadTimeToTellItself() {
    Offer had = offer("c0", "had", DecisionKind.OFFER, EVENING, 0);
    had.deliver();
    offers.add(had, NOON);
    offers.add(offer("c1", "seen", DecisionKind.OFFER, EVENING, 1), NOON);
    offers.add(offer("c2", "not had", DecisionKind.OFFER, EVENING, 2), NOON);
    offers.add(offer("c3", "strip", DecisionKind.RECOMMENDATION, EVENING, 3), NOON);
    IntStream.range(4, 104)
        .forEach(i -> offers.add(offer("c" + i, "o" + i, DecisionKind.OFFER, EVENING, i), NOON));

    assertThat(offers.end("seen")).isPresent();
    assertThat(told(NOON.plusSeconds(29))).isEmpty();
    assertThat(told(NOON.plusSeconds(30))).containsExactly("had true");
    assertThat(told(NOON.plusSeconds(60))).containsExactly("not had false");
    assertThat(offers.knows("had")).as("until it is read that it was told").isTrue();
    offers.end("had");
    assertThat(told(EVENING.plusSeconds(60))).hasSize(100).doesNotContain("had true");
  }

  @Test
  void tellOfWhatWasGivenUpForNewerOnesOfItsCustomerWhenItsTimeIsUp() {
    IntStream.range(0, 21)
        .forEach(i -> offers.add(offer("anna", "o" + i, DecisionKind.OFFER, EVENING, i), NOON));

    assertThat(ids(Set.of("anna"))).hasSize(20).doesNotContain("o0");
    assertThat(told(EVENING)).isEmpty();
    assertThat(told(EVENING.plusSeconds(60))).hasSize(21).contains("o0 false");
  }

  @Test
  void knowWhatEndedEvenBeforeTheyHeardOfIt() {
    offers.end("o1");

    assertThat(offers.knows("o1")).isTrue();
    assertThat(offers.knows("o2")).isFalse();
  }

  @Test
  void tellOfAnOfferThatRanOutOnceItsPageHadTimeToTellItself() {
    Offer had = offer("anna", "had", DecisionKind.OFFER, EVENING, 1);
    offers.add(had, NOON);
    offers.add(offer("anna", "not had", DecisionKind.OFFER, EVENING, 2), NOON);
    offers.add(offer("anna", "told", DecisionKind.OFFER, EVENING, 3), NOON);
    offers.add(offer("anna", "strip", DecisionKind.RECOMMENDATION, EVENING, 4), NOON);
    had.deliver();

    assertThat(offers.ranOut(EVENING)).isEmpty();
    assertThat(ids(Set.of("anna"))).isEmpty();
    offers.end("told");
    assertThat(told(EVENING.plusSeconds(29))).isEmpty();
    assertThat(told(EVENING.plusSeconds(30))).containsExactly("had true");
    assertThat(told(EVENING.plusSeconds(59))).isEmpty();
    assertThat(told(EVENING.plusSeconds(60))).containsExactly("not had false");
    assertThat(told(EVENING.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void tellAgainOfWhatCouldNotBeTold() {
    Offer offer = offer("anna", "had", DecisionKind.OFFER, EVENING, 1);
    offers.add(offer, NOON);
    assertThat(told(EVENING.plusSeconds(60))).hasSize(1);

    offers.tellLater(offer, EVENING.plusSeconds(70));

    assertThat(told(EVENING.plusSeconds(69))).isEmpty();
    assertThat(told(EVENING.plusSeconds(70))).containsExactly("had false");
  }

  @Test
  void forgetAllOfACustomerWhoIsErasedAndTellNothingOfThem() {
    offers.add(offer("anna", "open", DecisionKind.OFFER, EVENING, 1), NOON);
    offers.add(offer("anna", "ran out", DecisionKind.OFFER, NOON, 2), NOON);
    assertThat(offers.ranOut(NOON)).isEmpty();

    offers.erase("anna");

    assertThat(ids(Set.of("anna"))).isEmpty();
    assertThat(told(EVENING.plusSeconds(60))).isEmpty();
  }

  private List<String> told(Instant now) {
    return offers.ranOut(now).stream().map(OffersTest::text).toList();
  }

  private static String text(RanOut one) {
    return one.offer().decisionId() + " " + one.delivered();
  }

  private List<String> ids(Set<String> customers) {
    return offers.of(customers, NOON.minusSeconds(1)).stream().map(Offer::decisionId).toList();
  }

  static Offer offer(
      String customer, String decision, DecisionKind kind, Instant until, long offset) {
    return new Offer(
        new OfferMessage(decision, kind, "gift", "offer", until, null, null, List.of()),
        customer,
        kind == DecisionKind.RECOMMENDATION,
        until,
        0,
        offset);
  }
}
