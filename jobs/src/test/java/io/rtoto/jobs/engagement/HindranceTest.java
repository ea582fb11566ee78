package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.engagement.Story.CART_IDLE_AFTER;
import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.schemas.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a cart was left behind. */
final class HindranceTest {
  private static final Money SHIPPING = new Money(490, "EUR");
  private static final Instant EVENING = NOON.plus(Duration.ofHours(6));

  private final Story story = Story.of(ANNA).then(ANNA.adds(SHOES, NOON));

  @Test
  void isUnknownWhereNothingIsKnown() {
    assertThat(causes()).containsExactly("unknown");
  }

  @Test
  void isAQuestionThatNobodyAnswered() {
    story.then(ANNA.writes("talk", "Do they fit?", minute(1))).then(ANNA.cannotPay(minute(2)));
    assertThat(causes()).containsExactly("unanswered-question");
  }

  @Test
  void isNoQuestionThatWasAnswered() {
    story.then(ANNA.writes("talk", "Do they fit?", minute(1))).then(ANNA.isAnswered(minute(2)));
    assertThat(causes()).containsExactly("unknown");
  }

  @Test
  void isAProductThatWasSoldOut() {
    story.then(ANNA.findsSoldOut(BOOTS, minute(1)));
    assertThat(causes()).containsExactly("stock-out");
  }

  @Test
  void isAProductInTheCartThatTheCatalogueSaysIsSoldOut() {
    FixedRules rules = new FixedRules().sellsOut(SHOES.productId());
    Story told = Story.of(ANNA, rules).then(ANNA.adds(SHOES, NOON)).then(ANNA.adds(SOCKS, NOON));
    told.then(ANNA.views(SHOES, minute(1))).then(ANNA.views(SHOES, minute(11)));
    assertThat(causes(told)).containsExactly("stock-out");
    Story other = Story.of(ANNA, rules).then(ANNA.adds(SOCKS, NOON));
    assertThat(causes(other)).containsExactly("unknown");
    other = Story.of(ANNA, rules).then(ANNA.adds(SHOES, NOON)).then(ANNA.cannotPay(minute(1)));
    assertThat(causes(other)).as("what was met").containsExactly("payment-error");
  }

  @Test
  void isACouponThatWasDenied() {
    story.then(ANNA.hasACouponDenied(minute(1)));
    assertThat(causes()).containsExactly("coupon-denied");
  }

  @Test
  void isAPaymentThatFailed() {
    story.then(ANNA.cannotPay(minute(1)));
    assertThat(causes()).containsExactly("payment-error");
  }

  @Test
  void isWhatWasMetLast() {
    story.then(ANNA.cannotPay(minute(1))).then(ANNA.hasACouponDenied(minute(2)));
    assertThat(causes()).containsExactly("coupon-denied");
  }

  @Test
  void isTheShippingCostWhereItWasSeenLastAtTheCheckout() {
    story.then(ANNA.seesShipping(null, minute(1))).then(ANNA.seesShipping(SHIPPING, minute(2)));
    assertThat(causes()).containsExactly("shipping-cost");
  }

  @Test
  void isNotTheShippingCostWhereAnotherStepWasSeenAfterIt() {
    story.then(ANNA.seesShipping(SHIPPING, minute(1))).then(ANNA.seesShipping(null, minute(2)));
    assertThat(causes()).containsExactly("unknown");
  }

  @Test
  void isNotTheShippingCostWhereSendingIsFree() {
    story.then(ANNA.seesShipping(new Money(0, "EUR"), minute(1)));
    assertThat(causes()).containsExactly("unknown");
  }

  @Test
  void isTheComparingOfPricesWhereTheCustomerLeftAndCameBackToTheProduct() {
    story.then(ANNA.views(SHOES, minute(1))).then(ANNA.views(SHOES, minute(11)));
    assertThat(causes()).containsExactly("price-compare");
  }

  @Test
  void isNoComparingOfPricesWhereTheCustomerStayed() {
    story
        .then(ANNA.views(SHOES, minute(1)))
        .then(ANNA.doesSomething(minute(4)))
        .then(ANNA.doesSomething(minute(8)))
        .then(ANNA.views(SHOES, minute(11)));
    assertThat(causes()).containsExactly("unknown");
  }

  @Test
  void isNoComparingOfPricesOfWhatDoesNotLieInTheCart() {
    story.then(ANNA.views(BOOTS, minute(1))).then(ANNA.views(BOOTS, minute(11)));
    assertThat(causes()).containsExactly("unknown");
  }

  @Test
  void isNotWhatAnEarlierVisitMet() {
    story.then(ANNA.cannotPay(minute(1))).timePassesTo(EVENING).then(ANNA.doesSomething(EVENING));
    story.timePassesTo(EVENING.plus(CART_IDLE_AFTER));
    assertThat(causes()).containsExactly("payment-error", "unknown");
  }

  private List<String> causes() {
    return causes(story);
  }

  private static List<String> causes(Story told) {
    told.timePassesTo(NOON.plus(Duration.ofHours(1)));
    return told.moments().stream()
        .filter(CartAbandoned.class::isInstance)
        .map(moment -> ((CartAbandoned) moment).cause())
        .toList();
  }

  private static Instant minute(int after) {
    return NOON.plus(Duration.ofMinutes(after));
  }
}
