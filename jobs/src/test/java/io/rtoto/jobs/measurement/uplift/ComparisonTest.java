package io.rtoto.jobs.measurement.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final double LEVEL = 0.95;
  private static final int SEEDS = 400;

  @Test
  void theEstimateIsTheDifferenceOfTheShares() {
    Comparison comparison =
        new Comparison(List.of(cell(0.5, 200, 50)), List.of(cell(0.5, 100, 20)));

    assertThat(comparison.conversion()).isCloseTo(0.05, within(1e-12));
    assertThat(comparison.conversion(LEVEL).covers(0.05)).isTrue();
  }

  /**
   * The same bound by trying a grid of all pairs of shares, and nothing of the method's algebra.
   */
  @Test
  void theIntervalIsThatOfAllPairsOfSharesWithTooLittleEvidenceAgainstThem() {
    double low = 1;
    double high = -1;
    int steps = 2_000;
    for (int i = 1; i < steps; i++) {
      for (int j = 1; j < steps; j++) {
        double p = (double) i / steps;
        double q = (double) j / steps;
        if (evidence(60, 18, p) + evidence(40, 6, q) <= Math.log(20)) {
          low = Math.min(low, p - q);
          high = Math.max(high, p - q);
        }
      }
    }
    Interval interval =
        new Comparison(List.of(cell(0.6, 60, 18)), List.of(cell(0.4, 40, 6))).conversion(LEVEL);

    assertThat(interval.low()).isCloseTo(low, within(1e-3));
    assertThat(interval.high()).isCloseTo(high, within(1e-3));
  }

  @Test
  void theIntervalCoversTheTruthAtEveryLookAndNotOnlyAtTheLast() {
    for (double[] truth : new double[][] {{0.2, 0.2}, {0.25, 0.2}, {0.02, 0.03}}) {
      int missed =
          monthsWithAMiss(
              3_000,
              (chance, held) -> chance.nextDouble() < truth[held ? 1 : 0] ? 1 : 0,
              (treated, control) ->
                  compared(treated, control).conversion(LEVEL).covers(truth[0] - truth[1]));
      assertThat(missed).as("%s of %s", truth[0], truth[1]).isLessThanOrEqualTo(SEEDS / 20);
    }
  }

  /**
   * Whoever looks at the usual interval every day is fooled more often than one in twenty times.
   */
  @Test
  void anIntervalForASingleLookWouldMissTheTruthTooOften() {
    int missed =
        monthsWithAMiss(
            3_000,
            (chance, held) -> chance.nextDouble() < 0.2 ? 1 : 0,
            (treated, control) -> {
              double error = Math.sqrt(treated.errorSquare() + control.errorSquare());
              return Math.abs(treated.share() - control.share()) <= 1.96 * error;
            });
    assertThat(missed).isGreaterThan(SEEDS / 10);
  }

  @Test
  void theIntervalOfTheRevenueCoversTheTruthAtEveryLookOfManyCustomers() {
    int missed =
        monthsWithAMiss(
            5_000,
            // One in five orders, for 10.00 on average, exponentially distributed.
            (chance, held) ->
                chance.nextDouble() < 0.2
                    ? Math.round(-1_000 * Math.log(1 - chance.nextDouble()))
                    : 0,
            (treated, control) -> {
              Interval interval = compared(treated, control).revenue(LEVEL);
              return interval == null || interval.covers(0);
            });
    assertThat(missed).isLessThanOrEqualTo(SEEDS / 20);
  }

  @Test
  void thereIsNoIntervalOfTheRevenueOfAFewCustomers() {
    assertThat(new Comparison(List.of(cell(0.5, 99, 9)), List.of(cell(0.5, 900, 9))).revenue(LEVEL))
        .isNull();
    assertThat(
            new Comparison(List.of(cell(0.5, 100, 9)), List.of(cell(0.5, 900, 9))).revenue(LEVEL))
        .isNotNull();
  }

  /**
   * At first few were held out and many ordered, then many and few did: who takes the arms as they
   * are finds an effect where there is none.
   */
  @Test
  void whereTheShareOfTheHoldOutChangedBothArmsAreOfTheSameCustomers() {
    List<Cell> treated = List.of(cell(0.9, 900, 360), cell(0.5, 500, 50));
    List<Cell> control = List.of(cell(0.1, 100, 40), cell(0.5, 500, 50));

    Comparison comparison = new Comparison(treated, control);

    assertThat(410.0 / 1_400 - 90.0 / 600).isGreaterThan(0.1);
    assertThat(comparison.conversion()).isCloseTo(0, within(1e-12));
    assertThat(comparison.conversion(LEVEL).covers(0)).isTrue();
  }

  @Test
  void theIntervalCoversTheTruthAtEveryLookWhereTheShareAndTheCustomersChanged() {
    double[] heldOut = {0.1, 0.3};
    double[] orders = {0.3, 0.1};
    int missed = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom chance = new SplittableRandom(seed);
      List<Arm> treated = List.of(new Arm(), new Arm());
      List<Arm> control = List.of(new Arm(), new Arm());
      boolean misses = false;
      for (int met = 1; met <= 3_000; met++) {
        int period = met <= 1_000 ? 0 : 1;
        boolean held = chance.nextDouble() < heldOut[period];
        (held ? control : treated).get(period).add(chance.nextDouble() < orders[period] ? 1 : 0);
        if (met >= 100 && met % 25 == 0) {
          misses |=
              !new Comparison(cells(treated, 0.9, 0.7), cells(control, 0.1, 0.3))
                  .conversion(LEVEL)
                  .covers(0);
        }
      }
      missed += misses ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(SEEDS / 20);
  }

  private static List<Cell> cells(List<Arm> arms, double... propensities) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < propensities.length; i++) {
      if (arms.get(i).customers > 0) {
        cells.add(arms.get(i).cell(propensities[i]));
      }
    }
    return cells;
  }

  @Test
  void aShareOfWhichThereAreAFewCustomersIsLeftOutInBothArms() {
    Comparison comparison =
        new Comparison(
            List.of(cell(0.9, 900, 360), cell(0.5, 500, 500)),
            List.of(cell(0.1, 100, 40), cell(0.5, 5, 0)));

    assertThat(comparison.conversion()).isCloseTo(0, within(1e-12));
  }

  @Test
  void moreCustomersMakeTheIntervalNarrower() {
    double before = 2;
    for (int customers = 10; customers <= 1_000_000; customers *= 10) {
      Interval interval =
          new Comparison(
                  List.of(cell(0.5, customers, customers / 5)),
                  List.of(cell(0.5, customers, customers / 5)))
              .conversion(LEVEL);
      assertThat(interval.high() - interval.low()).isLessThan(before);
      before = interval.high() - interval.low();
    }
    assertThat(before).isLessThan(0.007);
  }

  @Test
  void anArmInWhichAllOrNobodyOrderedHasAnIntervalToo() {
    Interval interval =
        new Comparison(List.of(cell(0.5, 50, 50)), List.of(cell(0.5, 50, 0))).conversion(LEVEL);

    assertThat(interval.low()).isBetween(0.7, 0.99);
    assertThat(interval.high()).isCloseTo(1, within(1e-6));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> cell(0.5, 10, 11))
        .hasMessageContaining("Of 10 customers 11 converted");
    assertThatThrownBy(() -> cell(0, 10, 1)).hasMessageContaining("propensity 0.0");
    assertThatThrownBy(() -> new Comparison(List.of(), List.of(cell(0.5, 1, 0))))
        .hasMessageContaining("expected both");
  }

  /** What a customer orders for, who is held out or not. */
  private interface Customer {
    long orders(SplittableRandom chance, boolean held);
  }

  /** Whether what is seen is right. */
  private interface Look {
    boolean isRight(Arm treated, Arm control);
  }

  /** In how many months any look of many is wrong; three in ten customers are held out. */
  private static int monthsWithAMiss(int customers, Customer customer, Look look) {
    int missed = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom chance = new SplittableRandom(seed);
      Arm treated = new Arm();
      Arm control = new Arm();
      boolean misses = false;
      for (int met = 1; met <= customers; met++) {
        boolean held = chance.nextDouble() < 0.3;
        (held ? control : treated).add(customer.orders(chance, held));
        misses |= met >= 100 && met % 25 == 0 && !look.isRight(treated, control);
      }
      missed += misses ? 1 : 0;
    }
    return missed;
  }

  private static Comparison compared(Arm treated, Arm control) {
    return new Comparison(List.of(treated.cell(0.7)), List.of(control.cell(0.3)));
  }

  private static double evidence(int n, int s, double p) {
    return Gamma.logGamma(0.5 + s)
        + Gamma.logGamma(0.5 + n - s)
        - Gamma.logGamma(1.0 + n)
        - Math.log(Math.PI)
        - s * Math.log(p)
        - (n - s) * Math.log(1 - p);
  }

  private static Cell cell(double propensity, long customers, long converted) {
    return new Cell(propensity, customers, converted, 0, BigInteger.ZERO);
  }

  /** An arm in the making. */
  private static final class Arm {
    private long customers;
    private long converted;
    private long revenue;
    private long squares;

    void add(long ordered) {
      customers++;
      converted += ordered > 0 ? 1 : 0;
      revenue += ordered;
      squares += ordered * ordered;
    }

    double share() {
      return (double) converted / customers;
    }

    double errorSquare() {
      return share() * (1 - share()) / customers;
    }

    Cell cell(double propensity) {
      return new Cell(propensity, customers, converted, revenue, BigInteger.valueOf(squares));
    }
  }
}
