package io.rtoto.schemas.models;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long which product lasts, and what that comes from. Key of its topic: {@link #KEY}. Of a
 * product that is not in it nothing is claimed. As a message holds one megabyte, of more than
 * {@value #MOST_PRODUCTS} products those bought most are in it.
 *
 * @param model always {@link #MODEL}
 * @param timeUnit of all spans: always {@link #DAYS}
 * @param claimedAbove only of categories whose k is above it anything is claimed
 * @param categories all that were bought from, also those of which nothing is claimed
 * @param products how long each lasts, bought most first; all of categories that are claimed
 * @param leftOut how many products would be in it too if it could hold more
 * @param customers how many there are
 * @param from the day of the first purchase, as midnight UTC
 * @param to the end of what was known; purchases at it or later took no part
 */
public record ReplenishmentParameters(
    String model,
    String timeUnit,
    double claimedAbove,
    List<Category> categories,
    List<Product> products,
    long leftOut,
    long customers,
    Instant from,
    Instant to)
    implements ModelParameters {
  /** The name of the model. */
  public static final String MODEL = "replenishment";

  /** The key of the message that holds the parameters in force. */
  public static final String KEY = "replenishment";

  /** The unit of time. */
  public static final String DAYS = "days";

  /** Below it, who knows the usual interval knows next to nothing. */
  public static final double CLAIMED_ABOVE = 1.5;

  /** Where ids and categories together have 100 characters, these are 0.8 megabytes. */
  public static final int MOST_PRODUCTS = 4_000;

  /**
   * How regularly a category is bought.
   *
   * @param category the shop's category; empty for products without one
   * @param pairs how many pairs of successive intervals that comes from, one of each customer and
   *     product
   * @param k by Wheat and Morrison, from 0 to 100, where 1 is chance; null where there are too few
   *     pairs
   */
  public record Category(String category, long pairs, @Nullable Double k) {}

  /**
   * How long a product lasts.
   *
   * @param productId the shop's id
   * @param category its category
   * @param days how long a unit lasts: the median of customers who bought it again
   * @param customers how many they are
   * @param packSize how many units a pack holds, at least 1
   */
  public record Product(
      String productId, String category, double days, long customers, int packSize) {}

  @Override
  public String key() {
    return KEY;
  }

  /** Whether anything is claimed of products of that category. */
  public boolean claims(Category category) {
    Double k = category.k();
    return k != null && k > claimedAbove;
  }
}
