package io.rtoto.jobs.attrition;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How the customers of a shop buy, and when they stop without telling. A model knows no customer:
 * it is asked with the pattern of one. Orders are days with a purchase; spans are weeks.
 */
public sealed interface AttritionModel permits BgNbd, MbgNbd, ParetoNbd {
  /** A threshold that is crossed later than in a century is never crossed. */
  double MOST_WEEKS = 5_200;

  /** Which model it is. */
  ModelKind kind();

  /** Its parameters, in the order of {@link ModelKind#parameterNames}. */
  List<Double> parameters();

  /** How probable it is that the customer still buys at all: above 0, and at most 1. */
  double pAlive(BuyingPattern pattern);

  /**
   * How many orders are to be expected of the customer.
   *
   * @param weeks from now on
   */
  double expectedOrders(BuyingPattern pattern, double weeks);

  /**
   * How probable it is that the customer orders at least once.
   *
   * @param weeks from now on
   */
  double probabilityOfOrder(BuyingPattern pattern, double weeks);

  /**
   * When {@link #pAlive} falls below a threshold if the customer does not buy again, in weeks from
   * the first purchase; the last purchase itself when it is below at once; empty when that never
   * happens. The pattern's own age does not matter.
   *
   * @param threshold above 0 and below 1
   */
  OptionalDouble crossing(BuyingPattern pattern, double threshold);

  /** The natural logarithm of the pattern's likelihood. */
  double logLikelihood(BuyingPattern pattern);

  /** The threshold, when it is one. */
  static double requireThreshold(double threshold) {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "The threshold is " + threshold + "; expected a probability between 0 and 1.");
    }
    return threshold;
  }
}
