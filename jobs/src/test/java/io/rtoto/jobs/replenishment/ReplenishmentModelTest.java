package io.rtoto.jobs.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.jobs.intake.SoundModel;
import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.models.ReplenishmentParameters.Category;
import io.rtoto.schemas.models.ReplenishmentParameters.Product;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReplenishmentModelTest {
  @Test
  void drawsTheCustomersOwnIntervalToTheMedianOfAll() {
    ReplenishmentModel model = ReplenishmentModel.of(parameters(2.0, 10));

    assertThat(forecast(model, new Bought(100, 2)))
        .isEqualTo(new Forecast("coffee", new Bought(100, 2), 10, 0, 2, 120));
    // Twelve days for two packs, then 16 for two: seven days a pack, of two intervals.
    assertThat(forecast(model, new Bought(128, 1), new Bought(112, 2), new Bought(100, 2)))
        .isEqualTo(new Forecast("coffee", new Bought(128, 1), 8, 2, 2, 136));
    assertThat(model.forecast("tea", new ProductHistory(List.of(new Bought(1, 1))))).isEmpty();
  }

  @Test
  void claimsNothingForMoreThanTenYears() {
    ReplenishmentModel model = ReplenishmentModel.of(parameters(2.0, 10));
    assertThat(model.forecast("coffee", new ProductHistory(List.of(new Bought(1, 365)))))
        .isPresent();
    assertThat(model.forecast("coffee", new ProductHistory(List.of(new Bought(1, 366))))).isEmpty();
  }

  @Test
  void isSurerWithRegularityAndWithEachIntervalOfTheCustomers() {
    assertThat(confidence(2, 0)).isEqualTo(.5);
    assertThat(confidence(2, 3)).isCloseTo(2 / 3.25, within(1e-12));
    assertThat(confidence(1.6, 0)).isLessThan(confidence(1.6, 1)).isLessThan(confidence(2, 0));
    assertThat(confidence(100, 4)).isLessThan(1);
  }

  @Test
  void refusesWhatTellsNoInterval() {
    assertThatThrownBy(() -> ReplenishmentModel.of(parameters(1.5, 10)))
        .hasMessage(
            "The product coffee is of category groceries, whose k is not told or too small;"
                + " expected above 1.5.");
    assertThatThrownBy(() -> ReplenishmentModel.of(parameters(null, 10)))
        .hasMessageContaining("whose k is not told");
    assertThatThrownBy(() -> ReplenishmentModel.of(parameters(2.0, 0)))
        .hasMessage("The product coffee lasts 0.0 days a unit; expected above 0 and at most 3650.");
  }

  /** It may be in a state that an older job has left, and ends none. */
  @Test
  void claimsNothingThatIsBoughtByChanceWhateverItsFileSays() {
    assertThat(ReplenishmentModel.of(parameters(1.0, 1.5, 10)).claims("coffee")).isFalse();
    assertThat(ReplenishmentModel.of(parameters(1.0, 1.6, 10)).claims("coffee")).isTrue();
  }

  @Test
  void isNotPublishedWhereItClaimsWhatIsBoughtByChance() {
    assertThatThrownBy(() -> SoundModel.require(parameters(1.0, 2.0, 10)))
        .hasMessageContaining("claimedAbove is 1.0; expected 1.5 or more");
  }

  private static Forecast forecast(ReplenishmentModel model, Bought... newestFirst) {
    return model.forecast("coffee", new ProductHistory(Arrays.asList(newestFirst))).orElseThrow();
  }

  private static double confidence(double regularity, int ownIntervals) {
    return new Forecast("coffee", new Bought(1, 1), 10, ownIntervals, regularity, 11).confidence();
  }

  private static ReplenishmentParameters parameters(@Nullable Double k, double days) {
    return parameters(1.5, k, days);
  }

  private static ReplenishmentParameters parameters(
      double claimedAbove, @Nullable Double k, double days) {
    return new ReplenishmentParameters(
        "replenishment",
        "days",
        claimedAbove,
        List.of(new Category("groceries", 40, k)),
        List.of(new Product("coffee", "groceries", days, 10, 1)),
        0,
        50,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
