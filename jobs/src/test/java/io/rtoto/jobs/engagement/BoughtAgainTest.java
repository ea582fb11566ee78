package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
  void isWhatWasBoughtTwiceOnceTheUsualTimeHasPassed() {
    buys(COFFEE, 0, 30, 60);
    buys(TEA, 0);
    assertThat(on(90)).containsExactly(new BoughtAgain("coffee", 30, .75));
  }

  @ParameterizedTest
  @CsvSource({"44, 0", "45, 0.5", "60, 1", "90, 0.5", "120, 0.3333", "121, 0"})
  void weighsLessTheFartherTheTimeSinceIsFromTheUsualOne(int day, double part) {
    buys(COFFEE, 0, 30);
    double twoOfThree = 2 / 3.0;
    assertThat(on(day).stream().mapToDouble(BoughtAgain::weight).sum())
        .isEqualTo(twoOfThree * part, within(.0001));
  }

  @Test
  void comesByTheModelWhereOneClaimsIt() {
    buys(COFFEE, 0);
    ReplenishmentModel model = new ReplenishmentModel("m", Map.of("coffee", new Item(35, 2)));
    assertThat(
            BoughtAgain.in(
                story.memory().recentPurchases().byProduct(),
                Standards.DEFAULT.with(null, Instant.MIN, model),
                at(35)))
        .containsExactly(new BoughtAgain("coffee", 35, .5));
  }

  @Test
  void comesBestFirst() {
    buys(TEA, 0, 30);
    buys(COFFEE, 31, 45, 59);
    assertThat(on(73)).extracting(BoughtAgain::productId).containsExactly("coffee", "tea");
  }

  private List<BoughtAgain> on(int day) {
    return BoughtAgain.in(story.memory().recentPurchases().byProduct(), Standards.DEFAULT, at(day));
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
