package io.rtoto.jobs.attrition;

/**
 * Gauss's hypergeometric function <sub>2</sub>F<sub>1</sub>(a, b; c; z) for 0 &lt;= z &lt; 1, by
 * Euler's transformation (Abramowitz and Stegun, 15.3.3): F(a, b; c; z) = (1-z)<sup>c-a-b</sup>
 * F(c-a, c-b; c; z). In the models c is close to a or b, so that the transformed series is short
 * and of moderate size where the plain one overflows.
 */
final class Hypergeometric {
  // At 1 - z = 1/1000 a series needs some 40,000 terms.
  private static final int MOST_TERMS = 1_000_000;
  private static final double NEGLIGIBLE = 1e-17;

  private Hypergeometric() {}

  /**
   * The natural logarithm of F(a, b; c; z).
   *
   * @throws ArithmeticException when z is so close to 1 that the series does not end
   */
  static double log(double a, double b, double c, double z) {
    double u = c - a;
    double v = c - b;
    double sum = 1;
    double term = 1;
    for (int k = 0; k < MOST_TERMS; k++) {
      double ratio = (u + k) * (v + k) / ((c + k) * (k + 1.0)) * z;
      term *= ratio;
      sum += term;
      if (isNegligible(term, ratio, sum)) {
        return (c - a - b) * Math.log1p(-z) + Math.log(sum);
      }
    }
    throw endless(z);
  }

  /**
   * What F(c-a', a-1; c; z), as a series in z, has beyond its first term, times c / (a-1): the sum
   * over k &gt;= 1 of (u)<sub>k</sub> (a)<sub>k-1</sub> z<sup>k</sup> / ((c+1)<sub>k-1</sub> k!).
   * Divided out before it is summed, it has no gap at a = 1 nor at c = 0.
   *
   * @throws ArithmeticException when z is so close to 1 that the series does not end
   */
  static double remainder(double u, double a, double c, double z) {
    double term = u * z;
    double sum = term;
    for (int k = 1; k < MOST_TERMS; k++) {
      double ratio = (u + k) * (a + k - 1) / ((c + k) * (k + 1.0)) * z;
      term *= ratio;
      sum += term;
      if (isNegligible(term, ratio, sum)) {
        return sum;
      }
    }
    throw endless(z);
  }

  /** Whether all that follows a term, as a geometric series, is lost in the sum. */
  private static boolean isNegligible(double term, double ratio, double sum) {
    double size = Math.abs(ratio);
    return term == 0
        || (size < 1 && Math.abs(term) * size < NEGLIGIBLE * (1 - size) * Math.abs(sum));
  }

  private static ArithmeticException endless(double z) {
    return new ArithmeticException(
        "The hypergeometric series at "
            + z
            + " has not come to its end after "
            + MOST_TERMS
            + " terms.");
  }
}
