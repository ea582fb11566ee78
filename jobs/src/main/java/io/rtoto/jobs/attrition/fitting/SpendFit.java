package io.rtoto.jobs.attrition.fitting;

import io.rtoto.jobs.attrition.GammaGamma;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A Gamma-Gamma model with the parameters that make the purchases at hand most likely.
 *
 * @param model with its parameters, in the unit of the means
 * @param logLikelihood natural logarithm, of all customers together
 * @param customers how many there are
 * @param correlation of number and mean of purchases (Pearson); the model takes it to be 0
 */
public record SpendFit(GammaGamma model, double logLikelihood, long customers, double correlation) {
  private static final Comparator<MeanSpend> ORDER =
      Comparator.comparingInt(MeanSpend::purchases).thenComparingDouble(MeanSpend::mean);

  /**
   * What a customer's repeat purchases came to.
   *
   * @param purchases how many were paid; 1 or more
   * @param mean their mean; above 0
   */
  public record MeanSpend(int purchases, double mean) {}

  /**
   * Fits the model.
   *
   * @param means one of each repeat customer; their order does not matter
   * @throws FitRefusedException when they do not tell the parameters
   */
  public static SpendFit of(Collection<MeanSpend> means) throws FitRefusedException {
    if (means.size() < ModelFit.FEWEST_REPEAT_CUSTOMERS) {
      throw new FitRefusedException(
          "Of "
              + means.size()
              + (means.size() == 1 ? " customer" : " customers")
              + " it is known what a repeat purchase came to; expected at least "
              + ModelFit.FEWEST_REPEAT_CUSTOMERS
              + ".");
    }
    List<MeanSpend> sorted = means.stream().sorted(ORDER).toList();
    double usual = sorted.stream().mapToDouble(MeanSpend::mean).average().orElseThrow();
    // In units of the usual spend, so that cents and dollars lie in the same bounds.
    HighestPoint highest =
        HighestPoint.of(
            List.of("p", "q", "v"),
            values -> sum(values, sorted, usual),
            List.of(List.of(2.0, 2.0, 1.0), List.of(6.0, 4.0, 0.5), List.of(1.0, 10.0, 10.0)));
    List<Double> found = highest.parameters();
    GammaGamma model = new GammaGamma(found.get(0), found.get(1), found.get(2) * usual);
    double logLikelihood =
        sorted.stream()
            .mapToDouble(spend -> model.logLikelihood(spend.purchases(), spend.mean()))
            .sum();
    return new SpendFit(model, logLikelihood, sorted.size(), correlation(sorted));
  }

  private static double sum(List<Double> values, List<MeanSpend> means, double usual) {
    if (values.get(1) <= 1) {
      return Double.NEGATIVE_INFINITY;
    }
    GammaGamma model = new GammaGamma(values.get(0), values.get(1), values.get(2));
    double sum = 0;
    for (MeanSpend spend : means) {
      sum += model.logLikelihood(spend.purchases(), spend.mean() / usual);
    }
    return sum;
  }

  private static double correlation(List<MeanSpend> means) {
    double purchases = means.stream().mapToDouble(MeanSpend::purchases).average().orElseThrow();
    double mean = means.stream().mapToDouble(MeanSpend::mean).average().orElseThrow();
    double together = 0;
    double ofPurchases = 0;
    double ofMean = 0;
    for (MeanSpend spend : means) {
      double x = spend.purchases() - purchases;
      double y = spend.mean() - mean;
      together += x * y;
      ofPurchases += x * x;
      ofMean += y * y;
    }
    double scale = Math.sqrt(ofPurchases * ofMean);
    return scale == 0 ? 0 : together / scale;
  }
}
