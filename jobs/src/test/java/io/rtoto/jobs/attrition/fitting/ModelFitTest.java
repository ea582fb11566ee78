package io.rtoto.jobs.attrition.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.jobs.attrition.AttritionModel;
import io.rtoto.jobs.attrition.BgNbd;
import io.rtoto.jobs.attrition.BuyingPattern;
import io.rtoto.jobs.attrition.GammaGamma;
import io.rtoto.jobs.attrition.MbgNbd;
import io.rtoto.jobs.attrition.ModelKind;
import io.rtoto.jobs.attrition.ParetoNbd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The search beside shops that are drawn by the very story that each model tells. */
final class ModelFitTest {
  private static final int CUSTOMERS = 1_500;

  /** A shop of which the truth is known. */
  record Shop(AttritionModel truth, List<BuyingPattern> customers) {
    @Override
    public String toString() {
      return truth.toString();
    }
  }

  static Stream<Shop> shops() {
    return Stream.of(
        shop(new BgNbd(.5, 5, .9, 2.5)),
        shop(new MbgNbd(.7, 4, .8, 2)),
        shop(new ParetoNbd(.8, 6, .7, 12)));
  }

  @ParameterizedTest
  @MethodSource("shops")
  void findsTheTruthBehindAShop(Shop shop) throws FitRefusedException {
    ModelFit fit = ModelFit.of(shop.truth().kind(), shop.customers());

    double truth = shop.customers().stream().mapToDouble(shop.truth()::logLikelihood).sum();
    // Higher than the truth itself, by about a half for each of four parameters.
    assertThat(fit.logLikelihood()).isBetween(truth, truth + 10);
    assertThat(fit.customers()).isEqualTo(CUSTOMERS);
    assertThat(fit.atBound()).isEmpty();
    for (BuyingPattern pattern :
        List.of(BuyingPattern.NEW, new BuyingPattern(3, 20, 30), new BuyingPattern(8, 28, 30))) {
      double orders = shop.truth().expectedOrders(pattern, 26);
      assertThat(fit.model().expectedOrders(pattern, 26)).isCloseTo(orders, within(.15 * orders));
    }
  }

  @Test
  void hangsNeitherOnTheOrderOfTheCustomersNorOnChance() throws FitRefusedException {
    List<BuyingPattern> customers = new ArrayList<>(shop(new BgNbd(.5, 5, .9, 2.5)).customers());
    ModelFit one = ModelFit.of(ModelKind.BGNBD, customers);
    Collections.shuffle(customers, new Random(7));
    assertThat(ModelFit.of(ModelKind.BGNBD, customers)).isEqualTo(one);
  }

  @Test
  void refusesAShopWhereHardlyAnybodyCameBack() {
    List<BuyingPattern> customers =
        new ArrayList<>(Collections.nCopies(1_000, new BuyingPattern(0, 0, 10)));
    customers.addAll(Collections.nCopies(49, new BuyingPattern(1, 5, 10)));
    assertThatThrownBy(() -> ModelFit.of(ModelKind.BGNBD, customers))
        .isInstanceOf(FitRefusedException.class)
        .hasMessageStartingWith(
            "Of 1049 customers 49 bought on a second day; expected at least 50.");
  }

  @Test
  void refusesAShopThatNobodyLeaves() {
    List<BuyingPattern> customers =
        shop(new BgNbd(2, 5, 1e-9, 1)).customers().stream()
            // Who bought until the last day has not left by any model.
            .map(pattern -> new BuyingPattern(pattern.repeats() + 1, pattern.age(), pattern.age()))
            .toList();
    for (ModelKind kind : ModelKind.values()) {
      assertThatThrownBy(() -> ModelFit.of(kind, customers))
          .as(kind.title())
          .isInstanceOf(FitRefusedException.class)
          .hasMessageContaining("the least that is looked at");
    }
  }

  @Test
  void saysInWhatCustomersHardlyDiffer() throws FitRefusedException {
    // Each leaves with a probability of a quarter, after every purchase.
    Shop shop = shop(new BgNbd(.5, 5, 10_000, 30_000));
    ModelFit fit = ModelFit.of(ModelKind.BGNBD, shop.customers());
    assertThat(fit.atBound()).contains("b").doesNotContain("r", "alpha");
    List<Double> values = fit.model().parameters();
    assertThat(values.get(2) / (values.get(2) + values.get(3))).isCloseTo(.25, within(.03));
  }

  @Test
  void findsWhatAPurchaseComesTo() throws FitRefusedException {
    GammaGamma truth = new GammaGamma(5, 4, 2_000);
    Random chance = new Random(11);
    List<SpendFit.MeanSpend> means = new ArrayList<>();
    GammaDistribution ofScales = new GammaDistribution(truth.q(), 1 / truth.v());
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      double scale = ofScales.inverseCumulativeProbability(chance.nextDouble());
      int purchases = 1 + chance.nextInt(6);
      double sum =
          new GammaDistribution(truth.p() * purchases, 1 / scale)
              .inverseCumulativeProbability(chance.nextDouble());
      means.add(new SpendFit.MeanSpend(purchases, sum / purchases));
    }
    SpendFit fit = SpendFit.of(means);
    double height =
        means.stream()
            .mapToDouble(spend -> truth.logLikelihood(spend.purchases(), spend.mean()))
            .sum();
    assertThat(fit.logLikelihood()).isBetween(height, height + 10);
    assertThat(fit.model().expectedSpend())
        .isCloseTo(truth.expectedSpend(), within(.05 * truth.expectedSpend()));
    assertThat(fit.correlation()).isBetween(-.1, .1);
  }

  private static Shop shop(AttritionModel truth) {
    Random chance = new Random(20_261_126);
    List<Double> values = truth.parameters();
    GammaDistribution ofRates = new GammaDistribution(values.get(0), 1 / values.get(1));
    List<BuyingPattern> customers = new ArrayList<>();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      double rate = ofRates.inverseCumulativeProbability(chance.nextDouble());
      // Whole days, as a shop knows them.
      double age = (190 + chance.nextInt(90)) / 7.0;
      customers.add(
          truth instanceof ParetoNbd
              ? life(chance, rate, age, lifetime(chance, values), 0, false)
              : life(chance, rate, age, age, leaving(chance, values), truth instanceof MbgNbd));
    }
    return new Shop(truth, customers);
  }

  private static double lifetime(Random chance, List<Double> values) {
    double rate =
        new GammaDistribution(values.get(2), 1 / values.get(3))
            .inverseCumulativeProbability(chance.nextDouble());
    return -Math.log(1 - chance.nextDouble()) / rate;
  }

  private static double leaving(Random chance, List<Double> values) {
    return new BetaDistribution(values.get(2), values.get(3))
        .inverseCumulativeProbability(chance.nextDouble());
  }

  private static BuyingPattern life(
      Random chance,
      double rate,
      double age,
      double lifetime,
      double leaving,
      boolean mayLeaveAtOnce) {
    int repeats = 0;
    double last = 0;
    boolean stays = !(mayLeaveAtOnce && chance.nextDouble() < leaving);
    while (stays) {
      double next = last - Math.log(1 - chance.nextDouble()) / rate;
      if (next > Math.min(age, lifetime)) {
        break;
      }
      repeats++;
      last = next;
      stays = chance.nextDouble() >= leaving;
    }
    return new BuyingPattern(repeats, last, age);
  }
}
