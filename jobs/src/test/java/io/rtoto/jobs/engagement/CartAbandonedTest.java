package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.engagement.Story.CART_IDLE_AFTER;
import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Deed;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.ProductMention;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CartAbandonedTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant DEADLINE = NOON.plus(CART_IDLE_AFTER);
  private static final Instant EVENING = NOON.plus(Duration.ofHours(6));

  private final Story story = Story.of(ANNA);

  @Test
  void arisesWhenNothingHasHappenedForHalfAnHour() {
    story.then(ANNA.adds(SHOES, 2, NOON)).timePassesTo(DEADLINE);
    assertThat(story.moments())
        .containsExactly(new CartAbandoned(1, 2, 16_000, "EUR", 30, "unknown"));
    assertThat(story.heard().get(0).occasion().at()).isEqualTo(DEADLINE);
    assertThat(story.open()).isEmpty();
  }

  @Test
  void doesNotAriseAMillisecondBefore() {
    story.then(ANNA.adds(SHOES, NOON)).timePassesTo(DEADLINE.minusMillis(1));
    assertThat(story.moments()).isEmpty();
    assertThat(story.open()).extracting(Absence::deadline).containsExactly(DEADLINE);
  }

  @Test
  void comesBeforeAnEventAtTheVeryDeadline() {
    story.then(ANNA.adds(SHOES, NOON)).then(ANNA.doesSomething(DEADLINE));
    assertThat(story.moments()).hasSize(1);
    assertThat(story.heard().get(0).occasion().cause().eventId())
        .isEqualTo(ANNA.adds(SHOES, NOON).event().eventId());
  }

  @Test
  void tellsWhatIsLeftWhenSomePiecesWereTakenOut() {
    story.then(ANNA.adds(SHOES, 3, NOON)).then(ANNA.removes(SHOES, 1, NOON.plus(MINUTE)));
    story.timePassesTo(DEADLINE.plus(MINUTE));
    assertThat(story.moments())
        .containsExactly(new CartAbandoned(1, 2, 16_000, "EUR", 30, "unknown"));
  }

  @Test
  void tellsWhatIsLeftHoweverOftenPiecesWereTakenOut() {
    story.then(ANNA.adds(SHOES, 12, NOON));
    for (int i = 1; i <= 4; i++) {
      story.then(ANNA.removes(SHOES, 2, NOON.plusSeconds(i)));
    }
    story.timePassesTo(EVENING);
    assertThat(story.moments())
        .containsExactly(new CartAbandoned(1, 4, 32_000, "EUR", 30, "unknown"));
  }

  @Test
  void doesNotAriseWhenMorePiecesWereTakenOutThanLayThere() {
    story.then(ANNA.adds(SHOES, 2, NOON)).then(ANNA.removes(SHOES, 5, NOON.plus(MINUTE)));
    story.timePassesTo(DEADLINE.plus(MINUTE));
    assertThat(story.moments()).isEmpty();
    story.then(ANNA.adds(SHOES, 1, EVENING)).timePassesTo(EVENING.plus(CART_IDLE_AFTER));
    assertThat(story.moments())
        .containsExactly(new CartAbandoned(1, 1, 8_000, "EUR", 30, "unknown"));
  }

  @Test
  void isWorthTheMostThereIsRatherThanLessThanNothing() {
    ProductMention palace = product("palace", "houses", 3_000_000_000_000L);
    for (int i = 0; i < 4; i++) {
      story.then(ANNA.adds(palace, 1_000_000, NOON.plusSeconds(i)));
    }
    story.timePassesTo(EVENING);
    assertThat(story.moments())
        .containsExactly(new CartAbandoned(1, 4_000_000, Long.MAX_VALUE, "EUR", 30, "unknown"));
  }

  @Test
  void isPutOffByWhateverTheCustomerDoes() {
    story.then(ANNA.adds(SHOES, NOON)).then(ANNA.doesSomething(DEADLINE.minus(MINUTE)));
    story.timePassesTo(DEADLINE.plus(CART_IDLE_AFTER).minus(MINUTE).minusMillis(1));
    assertThat(story.moments()).isEmpty();
    story.timePassesTo(DEADLINE.plus(CART_IDLE_AFTER).minus(MINUTE));
    assertThat(story.moments()).hasSize(1);
  }

  @Test
  void isNotPutOffByTheShopsMail() {
    story.then(ANNA.adds(SHOES, NOON)).then(ANNA.isMailed(DEADLINE.minus(MINUTE)));
    assertThat(story.timePassesTo(DEADLINE).moments()).hasSize(1);
    story.then(ANNA.isMailed(DEADLINE.plus(MINUTE))).timePassesTo(EVENING);
    assertThat(story.moments()).hasSize(1);
  }

  @Test
  void isNotPutOffByWhatTheShopDoes() {
    story
        .then(ANNA.adds(SHOES, NOON))
        .then(ANNA.isAnswered(NOON.plus(MINUTE)))
        .then(ANNA.isShownAnOffer(NOON.plus(MINUTE)))
        .then(ANNA.cancels(NOON.plus(MINUTE), new Money(1, "EUR")))
        .then(ANNA.returns(NOON.plus(MINUTE), new Money(1, "EUR")))
        .timePassesTo(DEADLINE);
    assertThat(story.moments()).hasSize(1);
  }

  @Test
  void arisesOnceAnIdlePeriodAndAgainAfterTheNext() {
    story.then(ANNA.adds(SHOES, NOON)).timePassesTo(EVENING).timePassesTo(EVENING);
    assertThat(story.moments()).hasSize(1);
    story.then(ANNA.doesSomething(EVENING)).timePassesTo(EVENING.plus(CART_IDLE_AFTER));
    assertThat(story.moments()).hasSize(2);
  }

  @Test
  void isForestalledByAnOrderOfAllThatLiesThere() {
    story.then(ANNA.adds(SHOES, 3, NOON)).then(ANNA.orders(NOON.plus(MINUTE), SHOES));
    assertThat(story.timePassesTo(EVENING).moments()).isEmpty();
  }

  @Test
  void isForestalledByAnOrderThatDoesNotTellItsLines() {
    story
        .then(ANNA.adds(SHOES, NOON))
        .then(ANNA.adds(SOCKS, NOON))
        .then(ANNA.orders(NOON.plus(MINUTE)));
    assertThat(story.timePassesTo(EVENING).moments()).isEmpty();
  }

  @Test
  void tellsOnlyOfWhatAnOrderLeftBehind() {
    story
        .then(ANNA.adds(SHOES, NOON))
        .then(ANNA.adds(SOCKS, 4, NOON))
        .then(ANNA.orders(NOON.plus(MINUTE), SHOES));
    assertThat(story.timePassesTo(EVENING).moments())
        .containsExactly(new CartAbandoned(1, 4, 2_000, "EUR", 30, "unknown"));
  }

  @Test
  void isForestalledByTakingTheLastProductOut() {
    story.then(ANNA.adds(SHOES, NOON)).then(ANNA.removes(SHOES, NOON.plus(MINUTE)));
    assertThat(story.timePassesTo(EVENING).moments()).isEmpty();
  }

  @Test
  void countsOnlyWhatWasAddedSinceTheLastRemoval() {
    story
        .then(ANNA.adds(SHOES, 5, NOON))
        .then(ANNA.removes(SHOES, NOON.plus(MINUTE)))
        .then(ANNA.adds(SHOES, 1, NOON.plus(MINUTE.multipliedBy(2))))
        .then(ANNA.adds(SHOES, 2, NOON.plus(MINUTE.multipliedBy(3))));
    assertThat(story.timePassesTo(EVENING).moments())
        .containsExactly(new CartAbandoned(1, 3, 24_000, "EUR", 30, "unknown"));
  }

  @Test
  void sumsTheCurrencyOfMostLines() {
    ProductMention inYen = new ProductMention("tea", null, new Money(900, "JPY"));
    story.then(ANNA.adds(SHOES, NOON)).then(ANNA.adds(inYen, NOON)).then(ANNA.adds(BOOTS, NOON));
    assertThat(story.timePassesTo(EVENING).moments())
        .containsExactly(new CartAbandoned(3, 3, 20_000, "EUR", 30, "unknown"));
  }

  @Test
  void takesNoPriceForNoWorth() {
    Deed unpriced = ANNA.adds(new ProductMention("gift", null, null), NOON);
    assertThat(story.then(unpriced).timePassesTo(EVENING).moments())
        .containsExactly(new CartAbandoned(1, 1, 0, "", 30, "unknown"));
  }
}
