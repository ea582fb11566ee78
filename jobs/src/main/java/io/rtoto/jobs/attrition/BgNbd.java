package io.rtoto.jobs.attrition;

import static org.hipparchus.special.Gamma.logGamma;

import java.util.List;
import java.util.OptionalDouble;

/**
 * BG/NBD: a customer buys at random at a rate of their own, and after each repeat purchase leaves
 * with a probability of their own. Rates are gamma distributed over customers, probabilities beta.
 *
 * <p>Whoever has never bought again has had no occasion to leave: their P(alive) is 1 however long
 * ago they bought. Rank customers by expected orders, never by P(alive).
 *
 * <p>Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2),
 * equations 6 to 10.
 *
 * @param r shape of the rate of buying
 * @param alpha scale of the rate of buying, in weeks
 * @param a first parameter of the probability of leaving
 * @param b second parameter of the probability of leaving
 */
public record BgNbd(double r, double alpha, double a, double b) implements AttritionModel {
  @Override
  public ModelKind kind() {
    return ModelKind.BGNBD;
  }

  @Override
  public List<Double> parameters() {
    return List.of(r, alpha, a, b);
  }

  @Override
  public double pAlive(BuyingPattern pattern) {
    return pattern.repeats() == 0 ? 1 : of(pattern).pAlive();
  }

  @Override
  public double expectedOrders(BuyingPattern pattern, double weeks) {
    return pAlive(pattern) * of(pattern).ordersIfAlive(weeks);
  }

  @Override
  public double probabilityOfOrder(BuyingPattern pattern, double weeks) {
    return pAlive(pattern) * of(pattern).probabilityOfOrderIfAlive(weeks);
  }

  @Override
  public OptionalDouble crossing(BuyingPattern pattern, double threshold) {
    return pattern.repeats() == 0 ? OptionalDouble.empty() : of(pattern).crossing(threshold);
  }

  @Override
  public double logLikelihood(BuyingPattern pattern) {
    int x = pattern.repeats();
    return logGamma(r + x)
        - logGamma(r)
        + r * Math.log(alpha)
        + (logGamma(a + b) - logGamma(b))
        + (logGamma(b + x) - logGamma(a + b + x))
        - (r + x) * Math.log(alpha + pattern.age())
        + (x == 0 ? 0 : of(pattern).log1pOddsOfHavingLeft());
  }

  private BetaGeometric of(BuyingPattern pattern) {
    return new BetaGeometric(r, alpha, a, b + pattern.repeats() - 1, pattern);
  }
}
