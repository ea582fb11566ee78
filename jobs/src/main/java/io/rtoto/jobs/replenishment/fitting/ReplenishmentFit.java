package io.rtoto.jobs.replenishment.fitting;

import io.rtoto.jobs.replenishment.ProductHistory;
import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.models.ReplenishmentParameters.Category;
import io.rtoto.schemas.models.ReplenishmentParameters.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns how long each product lasts: the median, over the customers who bought it again, of how
 * long a unit lasted each of them. Products of categories that are not bought regularly, and those
 * that fewer than {@value #FEWEST_CUSTOMERS} customers bought again, are left out.
 */
public final class ReplenishmentFit {
  /** Of fewer customers a median is an anecdote. */
  static final int FEWEST_CUSTOMERS = 5;

  /** How long a unit of a product lasted each customer, and how often it was bought. */
  private static final class Known {
    private final Offered product;
    private final List<Double> days = new ArrayList<>();
    private long purchases;

    private Known(Offered product) {
      this.product = product;
    }
  }

  private final Map<String, Regularity> regularities = new TreeMap<>();
  private final Map<String, Known> known = new TreeMap<>();

  /**
   * A product as it is sold.
   *
   * @param productId the shop's id
   * @param category the shop's category; empty for none
   * @param packSize how many units a pack holds, at least 1
   */
  public record Offered(String productId, String category, int packSize) {}

  /** One customer's purchases of one product. */
  public void add(Offered product, ProductHistory history) {
    Regularity regularity =
        regularities.computeIfAbsent(product.category(), none -> new Regularity());
    history.shareOfTheEarlier().ifPresent(regularity::add);
    Known one = known.computeIfAbsent(product.productId(), none -> new Known(product));
    one.purchases += history.days().size();
    history.daysOfAPiece().ifPresent(days -> one.days.add(days / product.packSize()));
  }

  /**
   * What was learned.
   *
   * @param customers of how many customers
   * @param from the day of the first purchase, as midnight UTC
   * @param to the end of what was known
   */
  public ReplenishmentParameters learned(long customers, Instant from, Instant to) {
    List<Category> categories = new ArrayList<>();
    Set<String> claimed = new HashSet<>();
    regularities.forEach(
        (name, regularity) -> {
          OptionalDouble k = regularity.k();
          categories.add(
              new Category(name, regularity.pairs(), k.isEmpty() ? null : k.getAsDouble()));
          if (k.orElse(0) > ReplenishmentParameters.CLAIMED_ABOVE) {
            claimed.add(name);
          }
        });
    List<Known> kept =
        known.values().stream()
            .filter(one -> claimed.contains(one.product.category()))
            .filter(one -> one.days.size() >= FEWEST_CUSTOMERS)
            .sorted(
                Comparator.<Known>comparingLong(one -> -one.purchases)
                    .thenComparing(one -> one.product.productId()))
            .toList();
    return new ReplenishmentParameters(
        ReplenishmentParameters.MODEL,
        ReplenishmentParameters.DAYS,
        ReplenishmentParameters.CLAIMED_ABOVE,
        categories,
        kept.stream()
            .limit(ReplenishmentParameters.MOST_PRODUCTS)
            .map(ReplenishmentFit::product)
            .toList(),
        Math.max(0, kept.size() - ReplenishmentParameters.MOST_PRODUCTS),
        customers,
        from,
        to);
  }

  private static Product product(Known known) {
    return new Product(
        known.product.productId(),
        known.product.category(),
        median(known.days),
        known.days.size(),
        known.product.packSize());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
