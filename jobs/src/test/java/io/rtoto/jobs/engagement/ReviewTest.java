package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.jobs.time.WakeUp;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.models.AttritionParameters;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Rules and models that come later reach those to whom nothing happens. */
final class ReviewTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant LATER = NOON.plus(DAY.multipliedBy(300));

  @Test
  void aModelReachesWithinADayWhoHasNoTimerAndDoesNothing() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.AT_ATTRITION).rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES)).timeReaches(NOON.plus(DAY));
      journey.model(Models.MBGNBD, NOON.plus(DAY));
      assertThat(journey.timers()).as("before the review").isZero();
      journey.clockReachesReviewOf(ANNA, 0);
      assertThat(journey.timers()).isEqualTo(1);
      journey.timeReaches(foretoldBy(Models.MBGNBD));
      assertThat(journey.moments())
          .extracting(MomentArose::moment, MomentArose::at)
          .containsExactly(tuple("AttritionRisen", foretoldBy(Models.MBGNBD)));
    }
    try (Journey journey = Journey.live().rules(Rules.AT_ATTRITION).rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES)).timeReaches(NOON.plus(DAY));
      journey.model(Models.MBGNBD, NOON.plus(DAY)).timeReaches(foretoldBy(Models.MBGNBD));
      assertThat(journey.moments()).as("without one").isEmpty();
    }
  }

  @Test
  void whatANewerModelHasDueAlreadyIsNoticedAtTheReview() throws Exception {
    Instant found = foretoldBy(Models.MBGNBD).plus(DAY);
    try (Journey journey = Journey.live().rules(Rules.AT_ATTRITION).rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES)).timeReaches(found);
      journey.model(Models.MBGNBD).clockReachesReviewOf(ANNA, 0);
      journey.timeReaches(found.plus(WakeUp.GRACE));
      assertThat(journey.moments())
          .extracting(MomentArose::at)
          .containsExactly(foretoldBy(Models.MBGNBD));
    }
  }

  @Test
  void theFirstRulesOnAMomentReachWhoHasNoTimerAsWell() throws Exception {
    try (Journey journey = Journey.live().model(Models.MBGNBD).rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES)).timeReaches(NOON.plus(DAY));
      assertThat(journey.clockReachesReviewOf(ANNA, 0).timers()).isZero();
      journey.rules(Rules.publishedAt(NOON.plus(DAY), Rules.AT_DORMANT));
      assertThat(journey.clockReachesReviewOf(ANNA, 1).timers()).isEqualTo(1);
    }
  }

  @Test
  void aReviewSurvivesARestartAndAStillStandingClock() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = Journey.live().rules(Rules.AT_ATTRITION).rulesAreThere()) {
      kept = journey.takes(ANNA.orders(NOON, SHOES)).timeReaches(NOON.plus(DAY)).keep();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      journey.timeReaches(NOON.plus(DAY)).model(Models.MBGNBD, NOON.plus(DAY));
      // All who were due while the clock stood still are so at once: their turn comes next time.
      assertThat(journey.clockGoesOn(DAY.multipliedBy(10)).timers()).isZero();
      assertThat(journey.clockReachesReviewOf(ANNA, 10).timers()).isEqualTo(1);
    }
  }

  @Test
  void reviewsNobodyWhoHasNotOrderedAndNobodyInAReplay() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere()) {
      journey.takes(ANNA.views(SHOES, NOON));
      assertThat(journey.reviews()).isZero();
      journey.takes(ANNA.orders(NOON.plusSeconds(1), SHOES)).takes(ANNA.views(SHOES, LATER));
      assertThat(journey.reviews()).isEqualTo(1);
      assertThat(journey.clockReachesReviewOf(ANNA, 0).reviews()).isEqualTo(1);
      journey.erases(ANNA, ANNA.orders(NOON, SHOES).event().origin());
      journey.rules(Rules.MUGS).clockReachesReviewOf(ANNA, 1);
      assertThat(journey.reviews()).as("once nothing is known of them").isZero();
    }
    try (Journey journey = Journey.replayUntil(LATER).rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES)).timeReaches(NOON.plus(DAY));
      assertThat(journey.reviews()).isZero();
    }
  }

  @Test
  void readsNobodyWhereThereIsNothingToReviewThemBy() {
    News news = new News();
    long noon = NOON.toEpochMilli();
    long day = DAY.toMillis();
    news.began(noon);
    assertThat(news.isThereFor(noon + day, noon + day)).isTrue();
    assertThat(news.isThereFor(noon + day + 1, noon + day + 1)).isFalse();
    news.hear(new Publication.Supply("shoes", true), noon + day);
    assertThat(news.isThereFor(noon + day + 2, noon + day + 2)).isFalse();
    news.hear(new Publication.Rules(Rules.MUGS), noon + day + 2);
    assertThat(news.isThereFor(noon + day + 3, noon + day + 3)).isTrue();
  }

  /** When who has ordered once, at noon, is about to be lost. */
  private static Instant foretoldBy(AttritionParameters parameters) {
    Standards standards = Standards.DEFAULT.with(FittedModel.of(parameters), Instant.MIN, null);
    return requireNonNull(
        standards.crossing(
            Story.of(ANNA).then(ANNA.orders(NOON, SHOES)).memory().orders().history(),
            standards.winBack().atRiskBelow()));
  }
}
