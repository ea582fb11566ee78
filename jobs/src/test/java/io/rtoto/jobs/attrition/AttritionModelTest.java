package io.rtoto.jobs.attrition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The models beside the figures of the literature, and of mpmath with 40 to 200 digits. */
final class AttritionModelTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final BgNbd PUBLISHED = new BgNbd(.243, 4.414, .793, 2.426);
  private static final MbgNbd MODIFIED = new MbgNbd(.525, 6.183, .891, 1.614);
  private static final ParetoNbd PARETO = new ParetoNbd(.553, 10.578, .606, 11.669);

  @ParameterizedTest
  @CsvSource({
    "2, 30.43, 38.86, .7265785700806729106773, 1.226028174767144446294",
    "1, 1.71, 38.86, .2121009853773790847765, .2031869870797540602939",
    "0, 0, 38.86, 1, .1950980520112626386851",
    "10, 35, 38, .8717390801244281672755, 6.447840201928852713706",
    "10, 10, 38, .0002277062131198404350037, .001684234776962758254393",
    "26, 36, 38.5, .8774251755495620765419, 16.1645682730708931921",
    "0, 0, 0, 1, 1.196723193320816841864",
    "500, 38, 38.5, .6426149471028238842251, 222.5502059439968596494",
    "3, 38.5, 38.5, .8480551829852462157501, 2.050745631291616730231"
  })
  void bgnbdForetells(int x, double tx, double age, double alive, double orders) {
    BuyingPattern pattern = new BuyingPattern(x, tx, age);
    assertThat(PUBLISHED.pAlive(pattern)).isCloseTo(alive, EXACT);
    assertThat(PUBLISHED.expectedOrders(pattern, 39)).isCloseTo(orders, within(1e-12 * orders));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 30.43, 38.86, .7062022651184872757586, 1.262960623267365676523",
    "1, 1.71, 38.86, .1708364843104080298418, .1888365413643428901054",
    "0, 0, 38.86, .3897350809187629008278, .154012746675146679517",
    "10, 35, 38, .861470973492011163484, 6.15653113474566313561",
    "10, 10, 38, .0003341906547547401865154, .002388304695396305792816",
    "26, 36, 38.5, .8706293861531016139186, 15.23722622717982453188",
    "0, 0, 0, .6443113772455089820359, 1.182953665597172640525",
    "500, 38, 38.5, .6683708225520711661647, 217.4447596390998375009",
    "3, 38.5, 38.5, .8381471389645776566757, 2.073946349544134646565"
  })
  void mbgnbdForetells(int x, double tx, double age, double alive, double orders) {
    BuyingPattern pattern = new BuyingPattern(x, tx, age);
    assertThat(MODIFIED.pAlive(pattern)).isCloseTo(alive, EXACT);
    assertThat(MODIFIED.expectedOrders(pattern, 39)).isCloseTo(orders, within(1e-12 * orders));
  }

  /** By integrals over the time of leaving and of the next order, where the code has series. */
  @ParameterizedTest
  @CsvSource({
    ".553, 10.578, .606, 11.669, 2, 30.43, 38.86, -9.55428324515040583, .869167559153011192,"
        + "1.45512319325760242, .591937276393536223",
    ".553, 10.578, .606, 11.669, 0, 0, 38.86, -.521046294080890308, .29528660461689415,"
        + ".107081468215308846, .069285184054319791",
    ".553, 10.578, .606, 11.669, 10, 10, 38, -20.3541278743846194, .00134636752541156923,"
        + ".00945771088934216988, .00127286472542004377",
    ".553, 10.578, .606, 11.669, 26, 36, 38.5, -43.5692669343322197, .935985200789116367,"
        + "16.3997405065497738, .915529183851665372",
    ".553, 10.578, .606, 11.669, 120, 38, 38.5, -13.7333249874381099, .988118788809148363,"
        + "78.6034446402718368, .983282617057437815",
    ".553, 10.578, .606, 11.669, 3, 38.5, 38.5, -12.6276527805522558, 1,"
        + "2.34449659466881883, .780895064294902863",
    ".553, 11.669, .606, 10.578, 2, 30.43, 38.86, -9.59939967511712584, .866923429514770107,"
        + "1.4153719431637965, .584246935360454724",
    ".553, 11.669, .606, 10.578, 10, 10, 38, -20.783238745045263, .00164936998085776202,"
        + ".0112934518795789946, .00155565028953737549",
    ".553, 11.669, .606, 10.578, 120, 38, 38.5, -16.3756625798997562, .988047651118901236,"
        + "76.633385334669683, .982997358528958598",
    "1.2, 5, 1, 40, 2, 30.43, 38.86, -9.7173322867359518, .853365997074426105,"
        + "1.97291615466121802, .655101683324227308",
    "1.2, 5, 1, 40, 0, 0, 38.86, -1.69170110560620839, .203320573568019102,"
        + ".176273037686582745, .0923690943563410632"
  })
  void paretonbdForetells(
      double r,
      double alpha,
      double s,
      double beta,
      int x,
      double tx,
      double age,
      double likelihood,
      double alive,
      double orders,
      double ordersAtAll) {
    ParetoNbd model = new ParetoNbd(r, alpha, s, beta);
    BuyingPattern pattern = new BuyingPattern(x, tx, age);
    assertThat(model.logLikelihood(pattern)).isCloseTo(likelihood, within(1e-11));
    assertThat(model.pAlive(pattern)).isCloseTo(alive, within(1e-11));
    assertThat(model.expectedOrders(pattern, 39)).isCloseTo(orders, within(1e-10 * orders));
    assertThat(model.probabilityOfOrder(pattern, 39))
        .isCloseTo(ordersAtAll, within(1e-10 * ordersAtAll));
  }

  @ParameterizedTest
  @CsvSource({
    "1, .05326789117165827992717, .05308479526370183818878",
    "3, .15086523089304668265, .1508632886066411572645",
    "39, 1.196723193320816841864, 1.182953665597172640525",
    "78, 1.860519057942768536298, 1.804757577553141655091",
    "5000, 11.98705307681155474327, 9.175012789896673794541"
  })
  void whoIsNewIsForetoldTheOrdersOfAll(double weeks, double bgnbd, double mbgnbd) {
    assertThat(PUBLISHED.expectedOrders(BuyingPattern.NEW, weeks))
        .isCloseTo(bgnbd, within(1e-11 * bgnbd));
    assertThat(MODIFIED.expectedOrders(BuyingPattern.NEW, weeks))
        .isCloseTo(mbgnbd, within(1e-11 * mbgnbd));
  }

  @Test
  void thereIsNoGapWhereTheFormulaOfTheLiteratureDividesByZero() {
    BuyingPattern pattern = new BuyingPattern(2, 30.43, 38.86);
    assertThat(new BgNbd(.243, 4.414, 1, 2.426).expectedOrders(pattern, 39))
        .isCloseTo(1.1021367860399558, EXACT);
    assertThat(new BgNbd(.243, 4.414, 1 + 1e-9, 2.426).expectedOrders(pattern, 39))
        .isCloseTo(1.1021367860399558, within(1e-8));
    assertThat(new BgNbd(.243, 4.414, 1.5, 2.426).expectedOrders(pattern, 39))
        .isCloseTo(0.8775852613070246, EXACT);
    assertThat(new MbgNbd(.525, 6.183, 1, 1.614).expectedOrders(pattern, 39))
        .isCloseTo(1.1953133208487834, EXACT);
    // And where b is 1 - a, so that of a new customer c is 0.
    assertThat(new BgNbd(.243, 4.414, .75, .25).expectedOrders(BuyingPattern.NEW, 39))
        .isBetween(
            new BgNbd(.243, 4.414, .75, .25 - 1e-6).expectedOrders(BuyingPattern.NEW, 39),
            new BgNbd(.243, 4.414, .75, .25 + 1e-6).expectedOrders(BuyingPattern.NEW, 39));
  }

  @ParameterizedTest
  @CsvSource({"1, 1.71, 10.65", "2, 30.43, 62.50", "10, 35, 46.73", "26, 36, 41.84"})
  void aSilentCustomerFallsBelowAHalfAtTheTimeForetold(int x, double tx, double week) {
    BgNbd fitted = new BgNbd(.24259, 4.41353, .79289, 2.42575);
    assertThat(fitted.crossing(new BuyingPattern(x, tx, tx), .5).orElseThrow())
        .isCloseTo(week, within(.005));
  }

  static Stream<AttritionModel> models() {
    return Stream.of(PUBLISHED, MODIFIED, PARETO);
  }

  @ParameterizedTest
  @MethodSource("models")
  void theCrossingIsWhereTheThresholdIs(AttritionModel model) {
    for (double threshold : new double[] {.05, .3, .5, .8}) {
      for (BuyingPattern pattern :
          List.of(
              new BuyingPattern(1, 1.71, 20),
              new BuyingPattern(2, 30.43, 31),
              new BuyingPattern(26, 36, 36),
              new BuyingPattern(127, 200, 210))) {
        double week = model.crossing(pattern, threshold).orElseThrow();
        double alive = model.pAlive(new BuyingPattern(pattern.repeats(), pattern.recency(), week));
        if (week > pattern.recency()) {
          assertThat(alive).isCloseTo(threshold, within(1e-6));
        } else {
          assertThat(alive).isLessThan(threshold);
        }
      }
    }
  }

  @Test
  void whoHasBoughtOnceIsNeverLostToBgnbdAndIsToTheOthers() {
    BuyingPattern once = new BuyingPattern(0, 0, 1_000);
    assertThat(PUBLISHED.pAlive(once)).isEqualTo(1);
    assertThat(PUBLISHED.crossing(once, .5)).isEmpty();
    assertThat(MODIFIED.pAlive(once)).isLessThan(.2);
    assertThat(MODIFIED.crossing(once, .5).orElseThrow()).isBetween(5.0, 30.0);
    assertThat(PARETO.crossing(once, .5).orElseThrow()).isBetween(5.0, 40.0);
  }

  @Test
  void whoMayBeLostWithTheLastPurchaseCrossesWithIt() {
    // Four of ten leave after the first purchase: whoever bought once is below .8 from the first.
    assertThat(MODIFIED.crossing(BuyingPattern.NEW, .8)).hasValue(0);
  }

  @Test
  void whatIsFartherAwayThanACenturyIsNeverCrossed() {
    ParetoNbd loyal = new ParetoNbd(.553, 10.578, .001, 100_000);
    assertThat(loyal.crossing(new BuyingPattern(0, 0, 10), .01)).isEmpty();
    assertThat(new MbgNbd(.01, 10, .1, 3).crossing(new BuyingPattern(0, 0, 10), .01)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("models")
  void probabilitiesAndOrdersHangTogether(AttritionModel model) {
    for (BuyingPattern pattern :
        List.of(
            new BuyingPattern(0, 0, 10),
            new BuyingPattern(3, 20, 30),
            new BuyingPattern(120, 200, 201))) {
      double before = 0;
      for (double weeks : new double[] {0, .1, 1, 10, 100, 1_000}) {
        double probability = model.probabilityOfOrder(pattern, weeks);
        double orders = model.expectedOrders(pattern, weeks);
        assertThat(probability).isBetween(before, model.pAlive(pattern) + 1e-12);
        assertThat(orders).isGreaterThanOrEqualTo(probability - 1e-9);
        before = probability;
      }
      // In so short a time nobody orders twice.
      assertThat(model.expectedOrders(pattern, 1e-6))
          .isCloseTo(
              model.probabilityOfOrder(pattern, 1e-6),
              within(1e-4 * model.expectedOrders(pattern, 1e-6)));
    }
  }

  @Test
  void aCustomerOfAHundredThousandOrdersOverflowsNothing() {
    for (AttritionModel model : models().toList()) {
      BuyingPattern pattern = new BuyingPattern(100_000, 5_000, 5_199);
      assertThat(model.pAlive(pattern)).isBetween(0.0, 1.0);
      assertThat(model.logLikelihood(pattern)).isFinite();
      assertThat(model.expectedOrders(pattern, 39)).isBetween(0.0, 1_000.0);
    }
  }

  @Test
  void theSpendOfWhoIsKnownLittleIsDrawnToTheMeanOfAll() {
    GammaGamma spend = new GammaGamma(6.25, 3.74, 15.44);
    assertThat(spend.expectedSpend()).isCloseTo(6.25 * 15.44 / 2.74, EXACT);
    double weight = 2.74 / (6.25 * 2 + 2.74);
    assertThat(spend.expectedSpend(2, 50))
        .isCloseTo(weight * spend.expectedSpend() + (1 - weight) * 50, EXACT);
    assertThat(spend.expectedSpend(10_000, 50)).isCloseTo(50, within(.01));
  }

  @Test
  void refusesWhatAreNoParameters() {
    assertThatThrownBy(() -> ModelKind.BGNBD.with(List.of(1.0, 0.0, 1.0, 1.0)))
        .hasMessage("The parameter alpha of BG/NBD is 0.0; expected more than 0.");
    assertThatThrownBy(() -> ModelKind.PARETONBD.with(List.of(1.0)))
        .hasMessage("Pareto/NBD has the parameters r, alpha, s, beta; got 1 numbers.");
    assertThatThrownBy(() -> new GammaGamma(1, 1, 1))
        .hasMessage("The parameter q of Gamma-Gamma is 1.0; expected more than 1.");
    assertThatThrownBy(() -> new BuyingPattern(2, 5, 4))
        .hasMessageContaining("There are 2 repeat purchases, the last 5.0 weeks after");
    assertThatThrownBy(() -> PUBLISHED.crossing(new BuyingPattern(1, 1, 1), 1))
        .hasMessage("The threshold is 1.0; expected a probability between 0 and 1.");
  }
}
