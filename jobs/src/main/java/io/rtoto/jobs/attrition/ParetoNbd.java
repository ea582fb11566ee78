package io.rtoto.jobs.attrition;

import static org.hipparchus.special.Gamma.logGamma;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Pareto/NBD: a customer buys at random at a rate of their own, and leaves at some time, whether
 * they buy or not, after a lifetime with a mean of their own. Rates of buying and of leaving are
 * gamma distributed over customers.
 *
 * <p>Schmittlein, Morrison and Colombo (1987), Counting Your Customers, Management Science 33(1);
 * Fader and Hardie (2005), A Note on Deriving the Pareto/NBD Model. In place of their A<sub>0</sub>
 * stands the integral that it comes from: over all times at which the customer may have left.
 *
 * @param r shape of the rate of buying
 * @param alpha scale of the rate of buying, in weeks
 * @param s shape of the rate of leaving
 * @param beta scale of the rate of leaving, in weeks
 */
public record ParetoNbd(double r, double alpha, double s, double beta) implements AttritionModel {
  // Of a week: a tenth of a second.
  private static final double CLOSE_ENOUGH = 1e-7;

  @Override
  public ModelKind kind() {
    return ModelKind.PARETONBD;
  }

  @Override
  public List<Double> parameters() {
    return List.of(r, alpha, s, beta);
  }

  @Override
  public double pAlive(BuyingPattern pattern) {
    return 1 / (1 + Math.exp(logOddsOfHavingLeft(pattern)));
  }

  @Override
  public double expectedOrders(BuyingPattern pattern, double weeks) {
    double bought = r + pattern.repeats();
    double rest = -Math.log1p(weeks / (beta + pattern.age()));
    // Where s is 1 the formula of the literature divides 0 by 0; this is its limit.
    double time = s == 1 ? -rest : -Math.expm1((s - 1) * rest) / (s - 1);
    return pAlive(pattern) * bought * (beta + pattern.age()) / (alpha + pattern.age()) * time;
  }

  @Override
  public double probabilityOfOrder(BuyingPattern pattern, double weeks) {
    double bought = r + pattern.repeats();
    double logNextOrder =
        Math.log(bought)
            + bought * Math.log(alpha + pattern.age())
            + s * Math.log(beta + pattern.age())
            + logIntegral(bought + 1, s, pattern.age(), pattern.age() + weeks);
    return pAlive(pattern) * Math.exp(logNextOrder);
  }

  /** There is no closed form: the root is found by halving, to a tenth of a second. */
  @Override
  public OptionalDouble crossing(BuyingPattern pattern, double threshold) {
    double still = pattern.recency();
    double step = 1;
    while (isAbove(AttritionModel.requireThreshold(threshold), pattern, still + step)) {
      still += step;
      step *= 2;
      if (still > MOST_WEEKS) {
        return OptionalDouble.empty();
      }
    }
    double noMore = still + step;
    while (noMore - still > CLOSE_ENOUGH) {
      double middle = (still + noMore) / 2;
      if (isAbove(threshold, pattern, middle)) {
        still = middle;
      } else {
        noMore = middle;
      }
    }
    return OptionalDouble.of(noMore);
  }

  @Override
  public double logLikelihood(BuyingPattern pattern) {
    double bought = r + pattern.repeats();
    double logOdds = logOddsOfHavingLeft(pattern);
    return logGamma(bought)
        - logGamma(r)
        + r * Math.log(alpha)
        + s * Math.log(beta)
        - bought * Math.log(alpha + pattern.age())
        - s * Math.log(beta + pattern.age())
        + Math.max(logOdds, 0)
        + Math.log1p(Math.exp(-Math.abs(logOdds)));
  }

  private boolean isAbove(double threshold, BuyingPattern pattern, double age) {
    return pAlive(new BuyingPattern(pattern.repeats(), pattern.recency(), age)) > threshold;
  }

  /** ln of s (alpha+T)^(r+x) (beta+T)^s times the integral over the times of leaving. */
  private double logOddsOfHavingLeft(BuyingPattern pattern) {
    double bought = r + pattern.repeats();
    return Math.log(s)
        + bought * Math.log(alpha + pattern.age())
        + s * Math.log(beta + pattern.age())
        + logIntegral(bought, s + 1, pattern.recency(), pattern.age());
  }

  /** ln of the integral of (alpha+u)^-p (beta+u)^-q over u, between two weeks. */
  private double logIntegral(double p, double q, double from, double to) {
    double all = logTail(p, q, from);
    return all + Math.log(-Math.expm1(Math.min(0, logTail(p, q, to) - all)));
  }

  /** ln of that integral from a week on, for ever. */
  private double logTail(double p, double q, double from) {
    double a = alpha + from;
    double b = beta + from;
    double degree = p + q - 1;
    return a >= b
        ? Hypergeometric.log(degree, q, p + q, (a - b) / a)
            - degree * Math.log(a)
            - Math.log(degree)
        : Hypergeometric.log(degree, p, p + q, (b - a) / b)
            - degree * Math.log(b)
            - Math.log(degree);
  }
}
