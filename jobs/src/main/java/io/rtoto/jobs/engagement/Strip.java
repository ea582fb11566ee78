package io.rtoto.jobs.engagement;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision.OtherReason;
import io.rtoto.schemas.decisions.Decision.Recommended;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be recommended on an occasion, and what of it is shown where no rule narrows it.
 *
 * @param ranked all that may be recommended, what weighs most first
 * @param places what is shown, in this order
 * @param leftOut how many products were left out, by what stood in their way
 */
record Strip(List<Recommendable> ranked, List<Place> places, Map<String, Integer> leftOut) {
  /** On most occasions there is nothing to recommend. */
  static final Strip NONE = new Strip(List.of(), List.of(), Map.of());

  private static final double DECIMALS = 10_000;

  /**
   * A product that is shown.
   *
   * @param productId the product
   * @param propensity how likely it was to be shown in this strip
   */
  record Place(String productId, double propensity) {}

  List<String> products() {
    return places.stream().map(Place::productId).toList();
  }

  /** The price of that product; null when unknown. */
  @Nullable Money price(String productId) {
    for (Recommendable each : ranked) {
      if (each.productId().equals(productId)) {
        return each.price();
      }
    }
    return null;
  }

  /**
   * Why these products are shown, those left out that are not known. What a rule takes out of the
   * strip has its place's propensity still; what it takes from elsewhere is shown for certain, but
   * for what is new and was drawn by chance.
   */
  List<Recommended> recommended(List<String> shown) {
    Map<String, Double> propensities = new HashMap<>();
    places.forEach(place -> propensities.put(place.productId(), place.propensity()));
    boolean ofTheStrip = propensities.keySet().containsAll(shown);
    List<Recommended> recommended = new ArrayList<>();
    for (String product : shown) {
      for (Recommendable each : ranked) {
        if (each.productId().equals(product)) {
          recommended.add(
              new Recommended(
                  each.productId(),
                  each.because(),
                  each.of(),
                  shown(each.weight()),
                  ofTheStrip ? propensities.getOrDefault(product, 1.0) : each.drawn(),
                  each.everyDays(),
                  also(each)));
          break;
        }
      }
    }
    return recommended;
  }

  private static @Nullable List<OtherReason> also(Recommendable one) {
    return one.also().isEmpty()
        ? null
        : one.also().stream()
            .map(each -> new OtherReason(each.because(), each.of(), shown(each.weight())))
            .toList();
  }

  private static double shown(double weight) {
    return Math.round(weight * DECIMALS) / DECIMALS;
  }
}
