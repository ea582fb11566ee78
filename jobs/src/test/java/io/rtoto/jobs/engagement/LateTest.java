package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.MomentArose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Rules, or a model, that come late; and moments that are found late, as after an outage. */
final class LateTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant ABANDONED = NOON.plus(Duration.ofMinutes(30));
  private static final Instant LOST = NOON.plus(DAY.multipliedBy(180));
  private static final Instant LATER = NOON.plus(DAY.multipliedBy(300));

  @Test
  void theFirstRuleOnAMomentIsNotAskedOfThoseOfAllTheTimeBefore() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = Journey.live().rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES)).timeReaches(LATER);
      journey.clockSays(LATER).rules(Rules.publishedAt(LATER, Rules.AT_DORMANT));
      kept = journey.keep();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      Instant back = LATER.plus(DAY);
      journey.takes(ANNA.doesSomething(back)).timeReaches(back.plus(DAY));
      assertThat(journey.moments()).isEmpty();
      assertThat(journey.customers()).last().satisfies(LateTest::awaitsNothing);

      Instant again = back.plus(DAY.multipliedBy(2));
      journey.takes(ANNA.orders(again, SHOES)).timeReaches(again.plus(DAY.multipliedBy(180)));
      assertThat(journey.decisions()).extracting(Decision::moment).containsExactly("Dormant");
    }
  }

  @Test
  void theFirstRuleOnAMomentIsAskedOfThoseThatCameWhenNobodyWasThereToRead() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES));
      journey.clockSays(LOST).rules(Rules.publishedAt(LOST, Rules.AT_DORMANT));
      journey.takes(ANNA.doesSomething(LATER)).timeReaches(LATER);
      assertThat(journey.decisions())
          .extracting(Decision::moment, Decision::decidedAt)
          .containsExactly(tuple("Dormant", LOST));
    }
  }

  @Test
  void aNewVersionIsAskedOfWhatWasDueUnderTheOneBefore() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS)) {
      journey.takes(ANNA.adds(SHOES, NOON));
      journey
          .clockSays(LATER)
          .rules(Rules.publishedAt(LATER, Rules.PENS))
          .rulesAreThere()
          .timeReaches(ABANDONED);
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("pen");
    }
  }

  @Test
  void aCartOfTheTimeBeforeTheRulesIsNobodys() throws Exception {
    try (Journey journey =
        Journey.live().clockSays(LATER).rules(Rules.publishedAt(LATER, Rules.MUGS))) {
      journey.rulesAreThere().takes(ANNA.adds(SHOES, NOON)).timeReaches(LATER);
      assertThat(journey.decisions()).isEmpty();
      assertThat(journey.customers()).last().satisfies(LateTest::awaitsNothing);
      journey.takes(ANNA.adds(SHOES, LATER)).timeReaches(LATER.plus(DAY));
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("mug");
    }
  }

  /** Or nobody would be spoken to until it is the time that their publisher took it for. */
  @Test
  void aPublisherWhoseClockRunsAheadMutesNothing() throws Exception {
    try (Journey journey = Journey.live().clockSays(NOON)) {
      journey.rules(Rules.publishedAt(LATER, Rules.MUGS)).rulesAreThere();
      journey.takes(ANNA.adds(SHOES, NOON)).timeReaches(ABANDONED);
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("mug");
    }
  }

  @Test
  void aReplayIsDecidedByItsRulesFromTheBeginning() throws Exception {
    try (Journey journey = Journey.replayUntil(LATER)) {
      journey.clockSays(LATER).rules(Rules.publishedAt(LATER, Rules.MUGS)).rulesAreThere();
      journey.takes(ANNA.adds(SHOES, NOON)).inputEnds();
      assertThat(journey.decisions()).extracting(Decision::decidedAt).containsExactly(ABANDONED);
    }
  }

  @Test
  void aModelSaysNothingOfTheTimeBeforeIt() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.AT_ATTRITION).rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES)).timeReaches(LATER);
      journey.model(Models.BGNBD, LATER).takes(ANNA.orders(LATER.plus(DAY), SHOES));
      Instant foretold = foretold(journey);
      journey.timeReaches(foretold);
      assertThat(journey.moments())
          .extracting(MomentArose::moment, MomentArose::at)
          .containsExactly(tuple("AttritionRisen", foretold));
    }
    try (Journey journey = Journey.live().rules(Rules.AT_ATTRITION).rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES), ANNA.orders(NOON.plus(DAY), SHOES));
      journey.model(Models.BGNBD, NOON.plus(DAY.multipliedBy(3_000)));
      journey.takes(ANNA.doesSomething(NOON.plus(DAY.multipliedBy(2))));
      Instant foretold = foretold(journey);
      journey.timeReaches(foretold);
      assertThat(journey.moments()).isEmpty();
    }
  }

  @Test
  void whoIsLostByAModelOnlyOfATimeBeforeItIsLostOfSilence() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.AT_DORMANT).rulesAreThere()) {
      for (int day = 0; day <= 5; day++) {
        journey.takes(ANNA.orders(NOON.plus(DAY.multipliedBy(day)), SHOES));
      }
      journey.timeReaches(NOON.plus(DAY.multipliedBy(100)));
      assertThat(journey.decisions()).isEmpty();
      journey.model(Models.BGNBD, NOON.plus(DAY.multipliedBy(100)));
      journey.takes(ANNA.doesSomething(NOON.plus(DAY.multipliedBy(101)))).timeReaches(LATER);
      assertThat(journey.decisions())
          .extracting(Decision::moment, Decision::decidedAt)
          .containsExactly(tuple("Dormant", LOST.plus(DAY.multipliedBy(5))));
    }
  }

  @Test
  void whatANewerModelHasDueEarlierIsSaidWhenItIsFoundForItLasts() throws Exception {
    Instant found = NOON.plus(DAY.multipliedBy(170));
    try (Journey journey = Journey.byTheClock(found)) {
      journey.rules(Rules.AT_ATTRITION).model(Models.BGNBD).rulesAreThere();
      // Who bought once is alive for ever by this model, and by the next one lost after 92 days.
      journey.takes(ANNA.orders(NOON, SHOES)).timeReaches(found.minus(DAY));
      assertThat(journey.moments()).isEmpty();
      journey.model(Models.MBGNBD, found.minus(DAY));
      journey.takes(ANNA.doesSomething(found)).timeReaches(found);
      assertThat(journey.decisions())
          .extracting(Decision::moment, Decision::decidedAt, Decision::validUntil)
          .containsExactly(tuple("AttritionRisen", foretold(journey), found.plus(DAY)));
      journey.retracts(ANNA, ANNA.orders(NOON, SHOES).event().origin(), BERT);
      assertThat(journey.remarks().get(0).offersMade().contacts())
          .extracting(Contact::at)
          .containsExactly(found);
    }
  }

  @Test
  void whatLastsIsNotSaidAfterAnOutageForWhatHappenedSinceIsNotReadYet() throws Exception {
    try (Journey journey = Journey.byTheClock(NOON)) {
      journey.rules(Rules.AT_ATTRITION).model(Models.MBGNBD).rulesAreThere();
      journey.takes(ANNA.orders(NOON, SHOES));
      Instant due = foretold(journey);
      journey.clockSays(due.plus(DAY).plusMillis(1)).timeReaches(due);
      assertThat(journey.decisions()).isEmpty();
      assertThat(stopped(journey)).containsExactly("over");
    }
  }

  @Test
  void whatIsOverWhenItCouldGoOutIsNotOffered() throws Exception {
    try (Journey journey = Journey.byTheClock(ABANDONED.plus(DAY).plusMillis(1))) {
      journey.rules(Rules.MUGS).rulesAreThere();
      journey.takes(ANNA.adds(SHOES, NOON)).timeReaches(ABANDONED);
      assertThat(journey.decisions()).isEmpty();
      assertThat(stopped(journey)).containsExactly("over");
    }
  }

  @Test
  void whatIsNotOverAfterAnOutageIsOffered() throws Exception {
    try (Journey journey = Journey.byTheClock(ABANDONED.plus(DAY))) {
      journey.rules(Rules.MUGS).rulesAreThere();
      journey.takes(ANNA.adds(SHOES, NOON)).timeReaches(ABANDONED);
      assertThat(journey.decisions()).extracting(Decision::decidedAt).containsExactly(ABANDONED);
    }
  }

  private static Instant foretold(Journey journey) {
    CustomerSnapshot newest = journey.customers().get(journey.customers().size() - 1);
    return requireNonNull(requireNonNull(newest.attrition()).alertAt());
  }

  private static void awaitsNothing(CustomerSnapshot customer) {
    assertThat(customer.openTimers()).isEmpty();
  }

  private static List<String> stopped(Journey journey) {
    return journey.journal().stream()
        .filter(DecisionNotMade.class::isInstance)
        .flatMap(entry -> ((DecisionNotMade) entry).considered().stream())
        .map(Considered::outcome)
        .toList();
  }
}
