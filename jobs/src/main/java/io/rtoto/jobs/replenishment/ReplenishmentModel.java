package io.rtoto.jobs.replenishment;

import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.models.ReplenishmentParameters.Category;
import io.rtoto.schemas.models.ReplenishmentParameters.Product;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long which product lasts, as was learned of all customers. Of a product that is not in it
 * nothing is claimed.
 *
 * @param version of its parameters
 * @param items by product
 */
public record ReplenishmentModel(String version, Map<String, Item> items) {
  /** Who looks further ahead than ten years foretells another household. */
  static final long MOST_DAYS = 3_650;

  /**
   * What is known of a product.
   *
   * @param daysOfAPiece how long a pack lasts: the median of customers
   * @param regularity of its category
   */
  public record Item(double daysOfAPiece, double regularity) {}

  /**
   * The model that those parameters tell.
   *
   * @throws IllegalArgumentException when they are no parameters of any
   */
  public static ReplenishmentModel of(ReplenishmentParameters parameters) {
    require(
        ReplenishmentParameters.DAYS.equals(parameters.timeUnit()),
        "The unit of time is " + parameters.timeUnit() + "; expected days.");
    require(
        (Object) parameters.categories() != null && (Object) parameters.products() != null,
        "Categories or products are missing; expected both, be they empty.");
    require(
        parameters.products().size() <= ReplenishmentParameters.MOST_PRODUCTS,
        "There are more than " + ReplenishmentParameters.MOST_PRODUCTS + " products.");
    Map<String, Double> regular = new HashMap<>();
    for (Category category : parameters.categories()) {
      Double regularity = category.k();
      if (regularity != null && parameters.claims(category)) {
        regular.put(category.category(), regularity);
      }
    }
    Map<String, Item> items = new HashMap<>();
    for (Product product : parameters.products()) {
      Double regularity = regular.get(product.category());
      if (regularity == null) {
        throw new IllegalArgumentException(
            "The product %s is of category %s, whose k is not told or too small; expected above %s."
                .formatted(product.productId(), product.category(), parameters.claimedAbove()));
      }
      require(
          product.days() > 0 && product.days() <= MOST_DAYS,
          "The product %s lasts %s days a unit; expected above 0 and at most %d."
              .formatted(product.productId(), product.days(), MOST_DAYS));
      require(
          product.packSize() >= 1,
          "A pack of the product %s holds %d units; expected 1 or more."
              .formatted(product.productId(), product.packSize()));
      // Older jobs took what is not regular where its file said so, and may have kept it.
      if (regularity > ReplenishmentParameters.CLAIMED_ABOVE) {
        items.put(product.productId(), new Item(product.days() * product.packSize(), regularity));
      }
    }
    return new ReplenishmentModel(parameters.version(), items);
  }

  /** Whether anything is claimed of the product: who buys it buys it again. */
  public boolean claims(String productId) {
    return items.containsKey(productId);
  }

  /**
   * When the customer will need the product again. A pack lasts them what it has lasted so far,
   * drawn to the median of all: of n own intervals that mean has n/(n+1) of the weight, the median
   * the rest. Empty where nothing is claimed of the product, or for more than ten years.
   */
  public Optional<Forecast> forecast(String productId, ProductHistory history) {
    Item item = items.get(productId);
    if (item == null) {
      return Optional.empty();
    }
    int intervals = history.intervals();
    double days =
        (intervals * history.daysOfAPiece().orElse(0) + item.daysOfAPiece()) / (intervals + 1);
    Bought last = history.last();
    double lasts = Math.ceil(last.pieces() * days);
    return lasts > MOST_DAYS
        ? Optional.empty()
        : Optional.of(
            new Forecast(
                productId, last, days, intervals, item.regularity(), last.day() + (long) lasts));
  }

  private static void require(boolean so, String otherwise) {
    if (!so) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
