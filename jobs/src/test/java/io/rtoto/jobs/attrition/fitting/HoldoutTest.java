package io.rtoto.jobs.attrition.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.jobs.attrition.BgNbd;
import io.rtoto.jobs.attrition.BuyingPattern;
import io.rtoto.jobs.attrition.fitting.Holdout.Outcome;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class HoldoutTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final BgNbd MODEL = new BgNbd(.243, 4.414, .793, 2.426);
  private static final BuyingPattern REGULAR = new BuyingPattern(10, 35, 38);
  private static final BuyingPattern LOST = new BuyingPattern(10, 10, 38);
  private static final BuyingPattern ONCE = new BuyingPattern(0, 0, 38);

  @Test
  void measuresHowFarOffTheModelIs() {
    double regular = MODEL.expectedOrders(REGULAR, 39);
    double lost = MODEL.expectedOrders(LOST, 39);
    Holdout holdout = Holdout.of(MODEL, List.of(new Outcome(REGULAR, 4), new Outcome(LOST, 0)), 39);
    assertThat(holdout.orders()).isEqualTo(4);
    assertThat(holdout.buyers()).isEqualTo(1);
    assertThat(holdout.expectedOrders()).isCloseTo(regular + lost, EXACT);
    assertThat(holdout.meanAbsoluteError()).isCloseTo((regular - 4 + lost) / 2, EXACT);
    assertThat(holdout.rootMeanSquareError())
        .isCloseTo(Math.sqrt(((regular - 4) * (regular - 4) + lost * lost) / 2), EXACT);
    double mayBuy = MODEL.probabilityOfOrder(REGULAR, 39);
    double mayStill = MODEL.probabilityOfOrder(LOST, 39);
    assertThat(holdout.brier())
        .isCloseTo(((1 - mayBuy) * (1 - mayBuy) + mayStill * mayStill) / 2, EXACT);
    assertThat(holdout.baseBrier()).isCloseTo(.25, EXACT);
    assertThat(holdout.trackingError())
        .isCloseTo(2 * MODEL.expectedOrders(BuyingPattern.NEW, 77) / 24 - 1, EXACT);
  }

  @Test
  void theAreaUnderTheCurveIsTheShareOfPairsInTheRightOrder() {
    // Two who bought again and two who did not: three pairs in order, and one alike.
    Holdout holdout =
        Holdout.of(
            MODEL,
            List.of(
                new Outcome(REGULAR, 4),
                new Outcome(ONCE, 1),
                new Outcome(ONCE, 0),
                new Outcome(LOST, 0)),
            39);
    assertThat(holdout.areaUnderCurve()).isCloseTo(3.5 / 4, EXACT);
    assertThat(holdout.areaUnderCurveOfRepeaters()).isCloseTo(1, EXACT);
  }

  @Test
  void thereIsNoCurveWhereAllBoughtAgain() {
    assertThat(Holdout.of(MODEL, List.of(new Outcome(REGULAR, 1)), 39).areaUnderCurve()).isNaN();
  }
}
