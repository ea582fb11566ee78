package io.rtoto.jobs.attrition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rtoto model fit} found, as it stands in a file: parameters, and what they come from.
 * The file is described by {@code attrition/parameters.schema.json}.
 *
 * @param model which model: {@link ModelKind#code}
 * @param timeUnit of all spans: always {@link #WEEKS}
 * @param parameters by the names of the literature
 * @param horizonWeeks for how long orders are to be foretold
 * @param spend what a purchase comes to; null when too few tell an amount
 * @param logLikelihood natural logarithm, of all customers together
 * @param customers how many there are
 * @param repeatCustomers how many of them bought on a second day
 * @param from the day of the first purchase, as midnight UTC
 * @param to the end of what was known; purchases at it or later took no part
 */
public record AttritionParameters(
    String model,
    String timeUnit,
    Map<String, Double> parameters,
    double horizonWeeks,
    @Nullable Spend spend,
    double logLikelihood,
    long customers,
    long repeatCustomers,
    Instant from,
    Instant to) {
  /** The unit of time. */
  public static final String WEEKS = "weeks";

  /**
   * The Gamma-Gamma model of what a purchase comes to.
   *
   * @param currency ISO 4217
   * @param p as in {@link GammaGamma}
   * @param q as in {@link GammaGamma}
   * @param v in minor units of the currency
   * @param logLikelihood natural logarithm, of all that were averaged together
   * @param customers how many repeat customers' averages there are
   * @param correlation of number and mean of purchases; the model takes it to be 0
   */
  public record Spend(
      String currency,
      double p,
      double q,
      double v,
      double logLikelihood,
      long customers,
      double correlation) {

    /** The model. */
    public GammaGamma gammaGamma() {
      return new GammaGamma(p, q, v);
    }
  }

  /** The parameters of a model by their names. */
  public static Map<String, Double> named(AttritionModel model) {
    Map<String, Double> named = new TreeMap<>();
    for (int place = 0; place < model.parameters().size(); place++) {
      named.put(model.kind().parameterNames().get(place), model.parameters().get(place));
    }
    return named;
  }

  /**
   * The model.
   *
   * @throws IllegalArgumentException when there is none of that name, or those are no parameters of
   *     it
   */
  public AttritionModel attritionModel() {
    ModelKind kind =
        ModelKind.named(model)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The model is " + model + "; expected one of " + ModelKind.codes() + "."));
    if (!timeUnit.equals(WEEKS)) {
      throw new IllegalArgumentException(
          "The unit of time is " + timeUnit + "; expected " + WEEKS + ".");
    }
    List<Double> values = new ArrayList<>();
    for (String name : kind.parameterNames()) {
      Double value = parameters.get(name);
      if (value == null) {
        throw new IllegalArgumentException(
            "The parameter " + name + " of " + kind.title() + " is missing.");
      }
      values.add(value);
    }
    return kind.with(values);
  }
}
