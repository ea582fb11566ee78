package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.engagement.Story.CHECKOUT_STALLED_AFTER;
import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.rules.facts.CheckoutStalled;
import io.rtoto.schemas.journal.MomentArose;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CheckoutStalledTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant CHECKOUT = NOON.plus(MINUTE);
  private static final Instant DEADLINE = CHECKOUT.plus(CHECKOUT_STALLED_AFTER);
  private static final CheckoutStalled STALLED = new CheckoutStalled(10, 1, 2, 16_000, "EUR");

  private final Story story =
      Story.of(ANNA).then(ANNA.adds(SHOES, 2, NOON)).then(ANNA.checksOut(CHECKOUT, null));

  @Test
  void arisesWhenNothingIsDoneForTenMinutesAfterACheckoutWasBegun() {
    assertThat(story.timePassesTo(DEADLINE.minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(DEADLINE).moments()).containsExactly(STALLED);
    assertThat(story.heard().get(0).occasion().cause().eventId())
        .isEqualTo(ANNA.checksOut(CHECKOUT, null).event().eventId());
  }

  @Test
  void isForestalledByAnOrder() {
    story.then(ANNA.orders(CHECKOUT.plus(MINUTE), SHOES));
    assertThat(story.timePassesTo(DEADLINE.plus(Duration.ofDays(1))).moments()).isEmpty();
  }

  @Test
  void isForestalledByWhoEmptiesTheCart() {
    story.then(ANNA.removes(SHOES, CHECKOUT.plus(MINUTE)));
    assertThat(story.timePassesTo(DEADLINE.plus(Duration.ofDays(1))).moments()).isEmpty();
    assertThat(story.open()).isEmpty();
  }

  @Test
  void arisesWhereNobodyTellsWhatLiesInTheCart() {
    Story untold = Story.of(ANNA).then(ANNA.checksOut(CHECKOUT, null));
    assertThat(untold.timePassesTo(DEADLINE).moments())
        .containsExactly(new CheckoutStalled(10, 0, 0, 0, ""));
  }

  @Test
  void isPutOffByWhateverTheCustomerDoes() {
    story.then(ANNA.doesSomething(DEADLINE.minus(MINUTE)));
    assertThat(story.timePassesTo(DEADLINE).moments()).isEmpty();
    assertThat(story.timePassesTo(DEADLINE.minus(MINUTE).plus(CHECKOUT_STALLED_AFTER)).moments())
        .containsExactly(STALLED);
  }

  @Test
  void arisesOnceForEachCheckout() {
    story.timePassesTo(DEADLINE).then(ANNA.doesSomething(DEADLINE.plus(MINUTE)));
    assertThat(story.timePassesTo(DEADLINE.plusSeconds(1_200)).moments()).containsExactly(STALLED);
    Instant again = DEADLINE.plusSeconds(1_201);
    story.then(ANNA.checksOut(again, null)).timePassesTo(again.plus(CHECKOUT_STALLED_AFTER));
    assertThat(story.moments()).containsExactly(STALLED, STALLED);
  }

  @Test
  void arisesInASilentStreamWhereThePartsOfTheCustomerCameTogether() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere()) {
      CustomerMemory cart = memoryOf(ANNA.adds(SHOES, 2, NOON));
      CustomerMemory checkout = memoryOf(ANNA.checksOut(CHECKOUT, null));
      journey.puts(ANNA, ANNA.browser(), cart).puts(ANNA, ANNA.account(), checkout);
      assertThat(journey.timeReaches(DEADLINE).moments())
          .extracting(MomentArose::moment)
          .containsExactly("CheckoutStalled");
    }
  }

  @Test
  void doesNotAriseWhereTheOrderWasMerelyLate() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere().timeReaches(DEADLINE.plus(MINUTE))) {
      journey.takes(ANNA.checksOut(CHECKOUT, null), ANNA.orders(CHECKOUT.plus(MINUTE), SHOES));
      assertThat(journey.timeReaches(DEADLINE.plus(Duration.ofDays(1))).moments()).isEmpty();
    }
  }

  @Test
  void arisesOfLateDataThatNoOrderFollows() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere().timeReaches(DEADLINE.plus(MINUTE))) {
      journey.takes(ANNA.checksOut(CHECKOUT, null));
      assertThat(journey.timeReaches(DEADLINE.plus(MINUTE.multipliedBy(2))).moments()).hasSize(1);
    }
  }

  private static CustomerMemory memoryOf(Deed deed) {
    return CustomerMemory.EMPTY.apply(deed.event());
  }
}
