package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.jobs.attrition.BgNbd;
import io.rtoto.jobs.attrition.BuyingPattern;
import io.rtoto.jobs.attrition.GammaGamma;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerSnapshot.Attrition;
import io.rtoto.schemas.decisions.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What a customer is foretold, and when. */
final class ModelInForceTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final BgNbd PUBLISHED = new BgNbd(.243, 4.414, .793, 2.426);

  @Test
  void foretellsNothingBeforeItComesAndByItFromThenOn() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES));
      assertThat(last(journey).attrition()).isNull();
      assertThat(last(journey).tier()).isNotNull();

      journey.model(Models.BGNBD).takes(ANNA.orders(NOON.plus(DAY.multipliedBy(14)), SHOES));
      assertThat(attrition(journey).model()).isEqualTo("bgnbd");
      assertThat(attrition(journey))
          .extracting(Attrition::x, Attrition::tx, Attrition::age, Attrition::pAlive)
          .containsExactly(1, 2.0, 2.0, PUBLISHED.pAlive(new BuyingPattern(1, 2, 2)));

      journey.model(Models.MBGNBD).takes(ANNA.doesSomething(NOON.plus(DAY.multipliedBy(15))));
      assertThat(attrition(journey).model()).isEqualTo("mbgnbd");
    }
  }

  @Test
  void foretellsOrdersAndTheirValueByTheClosedForm() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere().model(Models.BGNBD)) {
      journey.takes(
          ANNA.orders(NOON, SHOES),
          ANNA.orders(NOON.plus(DAY.multipliedBy(7)), SHOES),
          ANNA.orders(NOON.plus(DAY.multipliedBy(7)).plusSeconds(60), SHOES),
          ANNA.doesSomething(NOON.plus(DAY.multipliedBy(28))));
      BuyingPattern pattern = new BuyingPattern(1, 1, 4);
      double orders = PUBLISHED.expectedOrders(pattern, 39);
      assertThat(attrition(journey).expectedOrders()).isCloseTo(orders, within(1e-12));
      double order = new GammaGamma(6.25, 3.74, 1_544).expectedSpend(1, 16_000);
      assertThat(attrition(journey).expectedValueMinor()).isEqualTo(Math.round(orders * order));
      assertThat(attrition(journey).alertAt())
          .isEqualTo(
              NOON.truncatedTo(java.time.temporal.ChronoUnit.DAYS)
                  .plus(
                      DAY.multipliedBy(
                          1
                              + (long)
                                  Math.ceil(7 * PUBLISHED.crossing(pattern, .5).orElseThrow()))));
    }
  }

  @Test
  void tellsNoValueInACurrencyThatTheModelDoesNotKnow() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere().model(Models.BGNBD)) {
      journey.takes(ANNA.orders(NOON));
      assertThat(attrition(journey).expectedValueMinor()).isNull();
      assertThat(attrition(journey).expectedOrders()).isPositive();
    }
  }

  @Test
  void isNamedByEachDecision() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS).rulesAreThere()) {
      journey.takes(ANNA.adds(SHOES, NOON)).timeReaches(NOON.plus(DAY));
      journey.model(Models.BGNBD);
      journey.takes(BERT.adds(SHOES, NOON.plus(DAY))).timeReaches(NOON.plus(DAY).plus(DAY));
      assertThat(journey.decisions())
          .extracting(Decision::modelVersion)
          .containsExactly(null, Models.BGNBD.version());
    }
  }

  @Test
  void isStillInForceAfterARestart() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = Journey.live().rulesAreThere().model(Models.BGNBD)) {
      kept = journey.takes(ANNA.orders(NOON, SHOES)).keep();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      journey.takes(ANNA.doesSomething(NOON.plus(DAY)));
      assertThat(attrition(journey).model()).isEqualTo("bgnbd");
    }
  }

  @Test
  void foretellsInAReplayAsOfItsEndOfCustomersToWhomNothingHappensAnyMore() throws Exception {
    Instant end = NOON.plus(DAY.multipliedBy(70));
    try (Journey journey = Journey.replayUntil(end).rulesAreThere().model(Models.BGNBD)) {
      journey.takes(ANNA.orders(NOON, SHOES), BERT.orders(end, SHOES)).inputEnds();
      CustomerSnapshot anna =
          journey.customers().stream()
              .filter(one -> one.customerId().equals("anna"))
              .reduce((earlier, later) -> later)
              .orElseThrow();
      assertThat(anna.lastSeenAt()).isEqualTo(NOON);
      assertThat(anna.attrition()).isNotNull();
      assertThat(anna.attrition().age()).isEqualTo(10);
    }
  }

  @Test
  void foretellsLiveAsOfWhenTheCustomerWasLastVisited() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere().model(Models.BGNBD)) {
      journey.takes(ANNA.orders(NOON, SHOES)).timeReaches(NOON.plus(DAY.multipliedBy(70)));
      assertThat(attrition(journey).age()).isZero();
      // Late, but time has come on.
      journey.takes(ANNA.doesSomething(NOON.plus(DAY)));
      assertThat(attrition(journey).age()).isEqualTo(10);
    }
  }

  private static CustomerSnapshot last(Journey journey) {
    List<CustomerSnapshot> customers = journey.customers();
    return customers.get(customers.size() - 1);
  }

  private static Attrition attrition(Journey journey) {
    Attrition attrition = last(journey).attrition();
    assertThat(attrition).isNotNull();
    return attrition;
  }
}
