package io.rtoto.jobs.attrition;

import java.util.OptionalDouble;

/**
 * What BG/NBD and MBG/NBD have in common. A customer who has bought x times again has had so many
 * chances to leave, and one more that nobody has seen the end of; they differ by whether the first
 * purchase was such a chance.
 *
 * @param r shape of the rate of buying
 * @param alpha scale of the rate of buying, in weeks
 * @param a how often customers left
 * @param stayed b and how often this customer is known to have stayed: b+x-1 in BG/NBD, b+x in
 *     MBG/NBD
 * @param pattern of the customer
 */
record BetaGeometric(double r, double alpha, double a, double stayed, BuyingPattern pattern) {

  /** ln of a / stayed ((alpha+T) / (alpha+t_x))^(r+x). */
  double logOddsOfHavingLeft() {
    double silence = Math.log((alpha + pattern.age()) / (alpha + pattern.recency()));
    return Math.log(a / stayed) + (r + pattern.repeats()) * silence;
  }

  /** ln (1 + odds), also where the odds are beyond a double. */
  double log1pOddsOfHavingLeft() {
    double logOdds = logOddsOfHavingLeft();
    return Math.max(logOdds, 0) + Math.log1p(Math.exp(-Math.abs(logOdds)));
  }

  double pAlive() {
    return 1 / (1 + Math.exp(logOddsOfHavingLeft()));
  }

  /** (alpha+t_x) [(1/threshold - 1) stayed / a]^(1/(r+x)) - alpha. */
  OptionalDouble crossing(double threshold) {
    double odds = 1 / AttritionModel.requireThreshold(threshold) - 1;
    double stretch = Math.log(odds * stayed / a) / (r + pattern.repeats());
    double weeks = (alpha + pattern.recency()) * Math.exp(stretch) - alpha;
    return weeks > AttritionModel.MOST_WEEKS
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(weeks, pattern.recency()));
  }

  /**
   * Orders to be expected of someone who has not left: c / (a-1) [1 - (1-z)^(r+x) F(r+x, c-a+1; c;
   * z)] with c = a + stayed and z = t / (alpha+T+t).
   *
   * <p>Euler's transformation of F cancels the power (1-z)^(r+x), which is 0 in a double where x is
   * large; and (a-1), which is 0 where a is 1, divides out of both terms.
   */
  double ordersIfAlive(double weeks) {
    double c = a + stayed;
    double logRest = logShareOfTimeWithout(weeks);
    double z = -Math.expm1(logRest);
    double exponent = a - 1;
    double gone = exponent == 0 ? -logRest : -Math.expm1(exponent * logRest) / exponent;
    double remainder = Hypergeometric.remainder(c - r - pattern.repeats(), a, c, z);
    return c * gone - Math.exp(exponent * logRest) * remainder;
  }

  /** 1 - ((alpha+T) / (alpha+T+t))^(r+x). */
  double probabilityOfOrderIfAlive(double weeks) {
    return -Math.expm1((r + pattern.repeats()) * logShareOfTimeWithout(weeks));
  }

  /** ln (1-z). */
  private double logShareOfTimeWithout(double weeks) {
    return -Math.log1p(weeks / (alpha + pattern.age()));
  }
}
