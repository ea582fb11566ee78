package io.rtoto.jobs.attrition;

import static org.hipparchus.special.Gamma.logGamma;

import java.util.List;
import java.util.OptionalDouble;

/**
 * MBG/NBD: as {@link BgNbd}, but a customer may leave after the first purchase too, so that
 * P(alive) is below 1 also for those who have never bought again.
 *
 * <p>Batislam, Denizel and Filiztekin (2007), Empirical validation and comparison of models for
 * customer base analysis, International Journal of Research in Marketing 24(3); Hoppe and Wagner
 * (2007), Customer base analysis: the case for a central variant of the Betageometric/NBD model.
 *
 * @param r shape of the rate of buying
 * @param alpha scale of the rate of buying, in weeks
 * @param a first parameter of the probability of leaving
 * @param b second parameter of the probability of leaving
 */
public record MbgNbd(double r, double alpha, double a, double b) implements AttritionModel {
  @Override
  public ModelKind kind() {
    return ModelKind.MBGNBD;
  }

  @Override
  public List<Double> parameters() {
    return List.of(r, alpha, a, b);
  }

  @Override
  public double pAlive(BuyingPattern pattern) {
    return of(pattern).pAlive();
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
    return of(pattern).crossing(threshold);
  }

  @Override
  public double logLikelihood(BuyingPattern pattern) {
    int x = pattern.repeats();
    return logGamma(r + x)
        - logGamma(r)
        + r * Math.log(alpha)
        + (logGamma(a + b) - logGamma(b))
        + (logGamma(b + x + 1) - logGamma(a + b + x + 1))
        - (r + x) * Math.log(alpha + pattern.age())
        + of(pattern).log1pOddsOfHavingLeft();
  }

  private BetaGeometric of(BuyingPattern pattern) {
    return new BetaGeometric(r, alpha, a, b + pattern.repeats(), pattern);
  }
}
