package io.rtoto.jobs.replenishment.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.jobs.replenishment.Bought;
import io.rtoto.jobs.replenishment.ProductHistory;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.jobs.replenishment.fitting.ReplenishmentFit.Offered;
import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.models.ReplenishmentParameters.Category;
import io.rtoto.schemas.models.ReplenishmentParameters.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplenishmentFitTest {
  private static final Offered COFFEE = new Offered("coffee", "groceries", 1);
  private static final Offered SHOES = new Offered("shoes", "footwear", 1);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void findsTheRegularityThatIntervalsWereDrawnWith(int k) {
    Random chance = new Random(7);
    Regularity regularity = new Regularity();
    for (int i = 0; i < 20_000; i++) {
      double mean = 1 + 30 * chance.nextDouble();
      double earlier = gamma(k, chance) * mean;
      regularity.add(earlier / (earlier + gamma(k, chance) * mean));
    }
    assertThat(regularity.k().orElseThrow()).isCloseTo(k, within(.1));
  }

  @Test
  void claimsOnlyWhatIsBoughtRegularlyAndTellsWhatIsNot() {
    ReplenishmentParameters learned = learned(lives());

    assertThat(learned.categories())
        .extracting(Category::category, learned::claims)
        .containsExactly(
            tuple("footwear", false), tuple("garden", false), tuple("groceries", true));
    assertThat(learned.categories().get(0).k()).isBetween(.7, 1.3);
    assertThat(learned.categories().get(1).k()).as("too few").isNull();
    assertThat(learned.products()).extracting(Product::productId).containsExactly("coffee");
    assertThat(learned.products().get(0).days()).isCloseTo(20, within(1.5));
    assertThat(ReplenishmentModel.of(learned).items()).containsOnlyKeys("coffee");
  }

  @Test
  void learnsTheSameInWhateverOrderItIsTold() {
    List<Life> lives = lives();
    ReplenishmentParameters learned = learned(lives);
    Collections.shuffle(lives, new Random(3));
    assertThat(learned(lives)).isEqualTo(learned);
  }

  @Test
  void takesTheMedianOfCustomersByTheUnit() {
    ReplenishmentFit fit = new ReplenishmentFit();
    Offered box = new Offered("box", "groceries", 10);
    for (int customer = 1; customer <= 40; customer++) {
      // The first buys for 21 days each time, the next for 22, and so on; two boxes each time.
      int days = 20 + customer;
      fit.add(
          box,
          new ProductHistory(
              List.of(new Bought(2 * days, 2), new Bought(days, 2), new Bought(0, 2))));
    }
    ReplenishmentParameters learned = fit.learned(40, Instant.EPOCH, Instant.EPOCH);
    assertThat(learned.categories().get(0).k()).isEqualTo(100);
    assertThat(learned.products())
        .containsExactly(new Product("box", "groceries", 40.5 / 20, 40, 10));
  }

  @Test
  void keepsTheProductsThatAreBoughtMostAndTellsHowManyItLeavesOut() {
    ReplenishmentFit fit = new ReplenishmentFit();
    for (int product = 0; product < ReplenishmentParameters.MOST_PRODUCTS + 3; product++) {
      Offered offered = new Offered("p%05d".formatted(product), "groceries", 1);
      for (int customer = 0; customer < 5; customer++) {
        fit.add(
            offered,
            new ProductHistory(List.of(new Bought(20, 1), new Bought(10, 1), new Bought(0, 1))));
      }
    }
    Offered most = new Offered("p90000", "groceries", 1);
    for (int customer = 0; customer < 6; customer++) {
      fit.add(most, new ProductHistory(List.of(new Bought(20, 1), new Bought(10, 1))));
    }
    ReplenishmentParameters learned = fit.learned(6, Instant.EPOCH, Instant.EPOCH);
    assertThat(learned.products()).hasSize(ReplenishmentParameters.MOST_PRODUCTS);
    assertThat(learned.products().get(0).productId()).isEqualTo("p00000");
    assertThat(learned.leftOut()).isEqualTo(4);
  }

  private record Life(Offered product, ProductHistory history) {}

  /** Coffee lasts everybody some 20 days; shoes are bought at random; a rake hardly ever. */
  private static List<Life> lives() {
    Random chance = new Random(5);
    List<Life> lives = new ArrayList<>();
    for (int customer = 0; customer < 300; customer++) {
      lives.add(new Life(COFFEE, history(4, 20, chance)));
      lives.add(new Life(SHOES, history(1, 60, chance)));
      if (customer < 10) {
        lives.add(new Life(new Offered("rake", "garden", 1), history(4, 200, chance)));
      }
    }
    return lives;
  }

  private static ProductHistory history(int k, double mean, Random chance) {
    List<Bought> newestFirst = new ArrayList<>();
    int day = 20_000;
    for (int i = 0; i < 6; i++) {
      newestFirst.add(new Bought(day, 1));
      day -= Math.max(1, (int) Math.round(gamma(k, chance) * mean));
    }
    return new ProductHistory(newestFirst);
  }

  /** Of mean 1. */
  private static double gamma(int shape, Random chance) {
    double sum = 0;
    for (int i = 0; i < shape; i++) {
      sum -= Math.log(1 - chance.nextDouble());
    }
    return sum / shape;
  }

  private static ReplenishmentParameters learned(List<Life> lives) {
    ReplenishmentFit fit = new ReplenishmentFit();
    lives.forEach(life -> fit.add(life.product(), life.history()));
    return fit.learned(300, Instant.EPOCH, Instant.EPOCH);
  }
}
