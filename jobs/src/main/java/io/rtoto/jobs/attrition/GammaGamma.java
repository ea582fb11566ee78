package io.rtoto.jobs.attrition;

import static org.hipparchus.special.Gamma.logGamma;

/**
 * Gamma-Gamma: what a customer's purchases come to on average, beyond what they came to so far. The
 * fewer purchases are known, the more the customer counts as one like the others.
 *
 * <p>It takes for granted that how much customers spend has nothing to do with how often they buy:
 * look at the correlation of both before you believe it.
 *
 * <p>Fader and Hardie (2013), The Gamma-Gamma Model of Monetary Value, equations 1a and 5.
 *
 * @param p shape of the spend of one customer
 * @param q shape of its scale over customers; above 1, else the mean over customers is infinite
 * @param v scale, in the unit of money that the model was fitted in: minor units in all of RTOTO
 */
public record GammaGamma(double p, double q, double v) {
  private static final String TITLE = "Gamma-Gamma";

  /**
   * A model.
   *
   * @throws IllegalArgumentException when those are no parameters of one
   */
  public GammaGamma {
    ModelKind.requirePositive(TITLE, "p", p);
    ModelKind.requirePositive(TITLE, "v", v);
    if (!(q > 1 && q < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The parameter q of " + TITLE + " is " + q + "; expected more than 1.");
    }
  }

  /**
   * What one more purchase of the customer is expected to come to; of all customers' when none is
   * known.
   *
   * @param purchases how many were averaged
   * @param mean what they came to
   */
  public double expectedSpend(int purchases, double mean) {
    return p * (v + purchases * mean) / (p * purchases + q - 1);
  }

  /** What a purchase of a customer comes to of whom nothing is known. */
  public double expectedSpend() {
    return expectedSpend(0, 0);
  }

  /**
   * The natural logarithm of the likelihood.
   *
   * @param purchases how many were averaged; 1 or more
   * @param mean what they came to; above 0
   */
  public double logLikelihood(int purchases, double mean) {
    double shape = p * purchases;
    return logGamma(shape + q)
        - logGamma(shape)
        - logGamma(q)
        + q * Math.log(v)
        + (shape - 1) * Math.log(mean)
        + shape * Math.log(purchases)
        - (shape + q) * Math.log(purchases * mean + v);
  }
}
