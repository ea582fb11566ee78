package io.rtoto.jobs.attrition.fitting;

import io.rtoto.jobs.attrition.AttritionModel;
import io.rtoto.jobs.attrition.BuyingPattern;
import io.rtoto.jobs.attrition.ModelKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model with the parameters that make the purchases at hand most likely.
 *
 * @param model with its parameters
 * @param logLikelihood natural logarithm, of all customers together
 * @param customers how many there are
 * @param repeatCustomers how many of them bought on a second day
 * @param atBound the parameters that are as large as was looked at: customers hardly differ in what
 *     they shape, and a larger one would say nearly the same
 */
public record ModelFit(
    AttritionModel model,
    double logLikelihood,
    long customers,
    long repeatCustomers,
    List<String> atBound) {
  /** Of fewer repeat customers nothing is learned. */
  public static final int FEWEST_REPEAT_CUSTOMERS = 50;

  // Pareto/NBD takes long where one of the two is nothing beside the other.
  private static final double MOST_UNLIKE = 1e3;

  private static final double A_STEP = 1.05;

  private static final List<List<Double>> STARTS =
      List.of(
          List.of(1.0, 1.0, 1.0, 1.0), List.of(0.5, 10.0, 0.5, 10.0), List.of(2.0, 5.0, 1.0, 3.0));

  /**
   * Fits a model.
   *
   * @param patterns one of each customer; their order does not matter
   * @throws FitRefusedException when they do not tell the parameters
   */
  public static ModelFit of(ModelKind kind, Collection<BuyingPattern> patterns)
      throws FitRefusedException {
    long repeats = patterns.stream().filter(pattern -> pattern.repeats() > 0).count();
    if (repeats < FEWEST_REPEAT_CUSTOMERS) {
      throw new FitRefusedException(
          "Of "
              + patterns.size()
              + (patterns.size() == 1 ? " customer " : " customers ")
              + repeats
              + " bought on a second day; expected at least "
              + FEWEST_REPEAT_CUSTOMERS
              + ". Maybe the time is too short.");
    }
    // Many customers are alike; sorted, so that a sum does not depend on who came first.
    Map<BuyingPattern, Integer> alike = new TreeMap<>();
    patterns.forEach(pattern -> alike.merge(pattern, 1, Integer::sum));
    HighestPoint highest =
        HighestPoint.of(
            kind.parameterNames(),
            values ->
                isTooUnlike(kind, values) ? Double.NEGATIVE_INFINITY : sum(kind, values, alike),
            STARTS);
    return new ModelFit(
        kind.with(highest.parameters()),
        highest.logLikelihood(),
        patterns.size(),
        repeats,
        atBound(kind, highest.parameters()));
  }

  private static List<String> atBound(ModelKind kind, List<Double> values) {
    List<String> atBound = new ArrayList<>();
    for (int place = 0; place < values.size(); place++) {
      // One step further, and it would not have been looked at.
      List<Double> further = new ArrayList<>(values);
      further.set(place, values.get(place) * A_STEP);
      if (further.get(place) > HighestPoint.LARGEST || isTooUnlike(kind, further)) {
        atBound.add(kind.parameterNames().get(place));
      }
    }
    return atBound;
  }

  private static boolean isTooUnlike(ModelKind kind, List<Double> values) {
    double ratio = values.get(1) / values.get(3);
    return kind == ModelKind.PARETONBD && (ratio > MOST_UNLIKE || ratio < 1 / MOST_UNLIKE);
  }

  private static double sum(
      ModelKind kind, List<Double> values, Map<BuyingPattern, Integer> alike) {
    AttritionModel model = kind.with(values);
    double sum = 0;
    for (Map.Entry<BuyingPattern, Integer> cell : alike.entrySet()) {
      sum += cell.getValue() * model.logLikelihood(cell.getKey());
    }
    return sum;
  }
}
