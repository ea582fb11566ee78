package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.jobs.replenishment.ProductHistory;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.jobs.replenishment.ReplenishmentModel.Item;
import io.rtoto.schemas.events.ProductMention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days are counted from the first order. */
final class BoughtAgainTest {
  private static final ProductMention COFFEE = product("coffee", "groceries", 800);
  private static final ProductMention TEA = product("tea", "groceries", 600);

  private final Story story = Story.of(ANNA);

  @Test
  void weighsMoreTheMoreOftenItWasBoughtAndTheLaterThatWas() {
    buys(COFFEE, 0, 365);
    buys(TEA, 0);
    double often = .5 + .25;
    assertThat(on(730)).extracting(BoughtAgain::productId).containsExactly("coffee", "tea");
    assertThat(on(730).get(0).everyDays()).isEqualTo(365);
    assertThat(on(730).get(0).weight()).isEqualTo(often / (often + 1), within(1e-9));
  }

  @Test
  void mayBeWhatWasBoughtOnceThoughNobodyCanTellWhen() {
    buys(COFFEE, 0);
    assertThat(on(365)).containsExactly(new BoughtAgain("coffee", null, .5 / 1.5 * .75));
  }

  @ParameterizedTest
  @CsvSource({"37, 0.0583", "45, 0.125", "60, 0.25", "90, 0.125", "120, 0.0833"})
  void weighsLessTheFartherTheTimeSinceIsFromTheUsualOne(int day, double due) {
    buys(COFFEE, 0, 30);
    double days = Math.pow(2, -day / 365.0) + Math.pow(2, -(day - 30) / 365.0);
    assertThat(on(day).get(0).weight()).isEqualTo(days / (days + 1) * (.75 + due), within(.0001));
  }

  @ParameterizedTest
  @CsvSource({"30, 36, 37", "3, 4, 5"})
  void isNothingThatWasBoughtWithinAWeekOrHalfOfTheUsualTime(int every, int early, int late) {
    buys(COFFEE, 0, every);
    assertThat(on(early)).isEmpty();
    assertThat(on(late)).hasSize(1);
  }

  @Test
  void comesByTheModelWhereOneClaimsIt() {
    buys(COFFEE, 0);
    ReplenishmentModel model = new ReplenishmentModel("m", Map.of("coffee", new Item(365, 2)));
    assertThat(BoughtAgain.in(bought(), model, at(365)))
        .containsExactly(new BoughtAgain("coffee", 365, .5 / 1.5));
  }

  private List<BoughtAgain> on(int day) {
    return BoughtAgain.in(bought(), null, at(day));
  }

  private Map<String, ProductHistory> bought() {
    return story.memory().recentPurchases().byProduct();
  }

  private void buys(ProductMention product, int... days) {
    for (int day : days) {
      story.then(ANNA.orders(at(day), product));
    }
  }

  private static Instant at(int day) {
    return NOON.plus(Duration.ofDays(day));
  }
}
