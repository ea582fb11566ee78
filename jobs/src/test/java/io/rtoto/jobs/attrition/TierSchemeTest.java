package io.rtoto.jobs.attrition;

import static io.rtoto.jobs.attrition.TierMove.Component.PURCHASE_DAYS;
import static io.rtoto.jobs.attrition.TierMove.Component.SPEND_PER_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.jobs.attrition.TierScheme.Tier;
import io.rtoto.schemas.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TierSchemeTest {
  private static final int PERIOD = 90;
  private static final long TODAY = 20_000;
  private static final TierScheme SCHEME =
      new TierScheme(
          PERIOD,
          "EUR",
          List.of(new Tier("basic", 0), new Tier("silver", 10_000), new Tier("gold", 50_000)));

  @Test
  void aTierBeginsAtItsThreshold() {
    assertThat(standing(bought(TODAY, 9_999)).tier()).isEqualTo("basic");
    assertThat(standing(bought(TODAY, 10_000))).isEqualTo(new TierStanding("silver", 1, 10_000, 1));
    assertThat(standing(bought(TODAY, 80_000)).tier()).isEqualTo("gold");
    assertThat(standing(PurchaseHistory.NONE)).isEqualTo(new TierStanding("basic", 0, 0, 0));
  }

  @Test
  void aPeriodEndsWithItsDayAndBeginsAfterTheOneBefore() {
    PurchaseHistory history =
        bought(TODAY + 1, 1).merge(bought(TODAY, 2)).merge(bought(TODAY - PERIOD, 4));
    assertThat(standing(history).spentMinor()).isEqualTo(2);
    assertThat(SCHEME.standing(history, TODAY - PERIOD).spentMinor()).isEqualTo(4);
  }

  @Test
  void tellsWhetherACustomerBoughtSeldomerOrLess() {
    PurchaseHistory twice = bought(TODAY - 100, 30_000).merge(bought(TODAY - 120, 30_000));
    assertThat(move(twice.merge(bought(TODAY, 30_000))).moved()).containsExactly(PURCHASE_DAYS);
    assertThat(move(twice.merge(bought(TODAY, 9_000)).merge(bought(TODAY - 1, 9_000))).moved())
        .containsExactly(SPEND_PER_DAY);
    assertThat(move(twice.merge(bought(TODAY, 9_000))).moved())
        .containsExactly(PURCHASE_DAYS, SPEND_PER_DAY);
    assertThat(move(twice).moved()).containsExactly(PURCHASE_DAYS);
    assertThat(move(twice)).matches(TierMove::isDrop);
  }

  @Test
  void aRiseIsAMoveButNoDropAndTheSameTierIsNone() {
    PurchaseHistory once = bought(TODAY - 100, 12_000);
    assertThat(move(once.merge(bought(TODAY, 60_000)))).matches(move -> !move.isDrop());
    assertThat(SCHEME.move(once.merge(bought(TODAY, 11_000)), TODAY)).isEmpty();
  }

  @Test
  void thresholdsCanBeTakenFromSharesOfTheCustomers() {
    TierScheme scheme =
        TierScheme.ofShares(
            PERIOD,
            "EUR",
            List.of("basic", "silver", "gold"),
            List.of(.5, .9),
            List.of(10L, 1L, 2L, 9L, 3L, 8L, 4L, 7L, 5L, 6L));
    assertThat(scheme.tiers())
        .containsExactly(new Tier("basic", 0), new Tier("silver", 6), new Tier("gold", 10));
  }

  @Test
  void refusesSharesThatLeaveATierEmptyOrWithoutANameOfItsOwn() {
    // More than half spent nothing: nobody is left for the lowest tier.
    assertThatThrownBy(
            () ->
                TierScheme.ofShares(
                    PERIOD, "EUR", List.of("a", "b"), List.of(.5), List.of(0L, 0L, 0L, 5L)))
        .hasMessage("The tier b begins at 0; expected more than 0, where a begins.");
    assertThatThrownBy(
            () -> TierScheme.ofShares(PERIOD, "EUR", List.of("a", "a"), List.of(.5), List.of(5L)))
        .hasMessage("Two tiers are called a.");
    assertThatThrownBy(
            () -> TierScheme.ofShares(PERIOD, "EUR", List.of("a", "b"), List.of(70.0), List.of(5L)))
        .hasMessage("The share below b is 70.0; expected 0 to 1. Maybe 0.7.");
  }

  private static TierStanding standing(PurchaseHistory history) {
    return SCHEME.standing(history, TODAY);
  }

  private static TierMove move(PurchaseHistory history) {
    return SCHEME.move(history, TODAY).orElseThrow();
  }

  private static PurchaseHistory bought(long day, long minor) {
    return PurchaseHistory.of(day, new Money(minor, "EUR"));
  }
}
