package io.rtoto.jobs.attrition;

import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.models.AttritionParameters.Spend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model with the parameters that were found for a shop.
 *
 * @param version of its parameters
 * @param model who comes back
 * @param horizonWeeks for how long orders are foretold
 * @param spend what a purchase comes to; null when too few tell an amount
 * @param currency of {@code spend}, ISO 4217; null without it
 */
public record FittedModel(
    String version,
    AttritionModel model,
    double horizonWeeks,
    @Nullable GammaGamma spend,
    @Nullable String currency) {
  /** Ten years: who looks further ahead foretells another shop. */
  public static final double MOST_HORIZON_WEEKS = 520;

  /**
   * The model that those parameters tell.
   *
   * @throws IllegalArgumentException when they are no parameters of any
   */
  public static FittedModel of(AttritionParameters parameters) {
    double horizon = parameters.horizonWeeks();
    if (!(horizon > 0 && horizon <= MOST_HORIZON_WEEKS)) {
      throw new IllegalArgumentException(
          "The horizon is " + horizon + " weeks; expected above 0 and at most 520.");
    }
    AttritionModel model = model(parameters);
    Spend spend = parameters.spend();
    if (spend == null) {
      return new FittedModel(parameters.version(), model, horizon, null, null);
    }
    if ((Object) spend.currency() == null) {
      throw new IllegalArgumentException(
          "What a purchase comes to is told in no currency; expected one of ISO 4217.");
    }
    return new FittedModel(
        parameters.version(),
        model,
        horizon,
        new GammaGamma(spend.p(), spend.q(), spend.v()),
        spend.currency());
  }

  /** The parameters of a model by their names. */
  public static Map<String, Double> named(AttritionModel model) {
    Map<String, Double> named = new TreeMap<>();
    for (int place = 0; place < model.parameters().size(); place++) {
      named.put(model.kind().parameterNames().get(place), model.parameters().get(place));
    }
    return named;
  }

  private static AttritionModel model(AttritionParameters parameters) {
    String name = parameters.model();
    ModelKind kind =
        ModelKind.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The model is " + name + "; expected one of " + ModelKind.codes() + "."));
    if (!AttritionParameters.WEEKS.equals(parameters.timeUnit())) {
      throw new IllegalArgumentException(
          "The unit of time is "
              + parameters.timeUnit()
              + "; expected "
              + AttritionParameters.WEEKS
              + ".");
    }
    List<Double> values = new ArrayList<>();
    for (String parameter : kind.parameterNames()) {
      Double value =
          (Object) parameters.parameters() == null ? null : parameters.parameters().get(parameter);
      if (value == null) {
        throw new IllegalArgumentException(
            "The parameter " + parameter + " of " + kind.title() + " is missing.");
      }
      values.add(value);
    }
    return kind.with(values);
  }
}
