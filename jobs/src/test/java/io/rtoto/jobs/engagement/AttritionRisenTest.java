package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Proposal.Alert;
import io.rtoto.schemas.decisions.Decision;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AttritionRisenTest {
  private static final Duration TEN_DAYS = Duration.ofDays(10);
  private static final Instant LAST = NOON.plus(TEN_DAYS.multipliedBy(3));
  private static final Instant DEADLINE = LAST.plus(TEN_DAYS.multipliedBy(2));

  private final Story story = Story.of(ANNA);

  @Test
  void arisesWhenARegularIsSilentForTwiceTheUsualGap() {
    ordersEvery(TEN_DAYS, 4, story);
    assertThat(story.timePassesTo(DEADLINE.minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(DEADLINE).moments())
        .containsExactly(new AttritionRisen("rhythm", 4, 10, 20, 20, 100, 75));
    assertThat(story.heard().get(0).occasion().cause().eventId())
        .isEqualTo(ANNA.orders(LAST, SHOES).event().eventId());
  }

  @Test
  void doesNotAriseOfThreeOrders() {
    ordersEvery(TEN_DAYS, 3, story);
    assertThat(story.timePassesTo(DEADLINE).moments()).isEmpty();
    assertThat(story.open()).isEmpty();
  }

  @Test
  void doesNotAriseWhereTheRhythmIsShorterThanADay() {
    ordersEvery(Duration.ofHours(23), 4, story);
    assertThat(story.timePassesTo(DEADLINE).moments()).isEmpty();
    assertThat(story.open()).isEmpty();
  }

  @Test
  void arisesOnceUntilTheNextOrder() {
    ordersEvery(TEN_DAYS, 4, story);
    story.timePassesTo(DEADLINE).then(ANNA.doesSomething(DEADLINE));
    assertThat(story.timePassesTo(DEADLINE.plus(TEN_DAYS)).moments()).hasSize(1);
    story.then(ANNA.orders(DEADLINE.plus(TEN_DAYS), SHOES));
    assertThat(story.timePassesTo(DEADLINE.plus(Duration.ofDays(365))).moments())
        .containsExactly(
            new AttritionRisen("rhythm", 4, 10, 20, 20, 100, 75),
            new AttritionRisen("rhythm", 5, 15, 30, 30, 100, 60));
  }

  /** What another sign tells of the same loss is in the cases of the library's tier drop. */
  @Test
  void isToldAgainOfWhoHasOrderedMeanwhile() {
    FixedRules rules = FixedRules.onlyOn(AttritionRisen.class).propose("a", new Alert("away", 1));
    Story told = Story.of(ANNA, rules);
    ordersEvery(TEN_DAYS, 4, told);
    told.timePassesTo(DEADLINE).then(ANNA.orders(DEADLINE.plus(TEN_DAYS), SHOES));
    assertThat(told.timePassesTo(DEADLINE.plus(Duration.ofDays(365))).decisions())
        .extracting(Decision::name, Decision::decidedAt)
        .containsExactly(
            tuple("away", DEADLINE), tuple("away", DEADLINE.plus(TEN_DAYS.multipliedBy(4))));
  }

  private static void ordersEvery(Duration gap, int times, Story story) {
    for (int i = 0; i < times; i++) {
      story.then(ANNA.orders(NOON.plus(gap.multipliedBy(i)), SHOES));
    }
  }
}
