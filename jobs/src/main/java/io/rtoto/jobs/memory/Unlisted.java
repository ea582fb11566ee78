package io.rtoto.jobs.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the customer looked at or bought though the catalogue did not have it, so that it is not
 * recommended to them: the newest {@value #MOST} products, as many as looks and purchases are
 * remembered.
 *
 * @param products newest first, each once
 */
public record Unlisted(List<Named> products) {
  static final int MOST = Views.MOST + RecentPurchases.MOST;
  public static final Unlisted NONE = new Unlisted(List.of());

  private static final Newest<Named> NEWEST =
      new Newest<>(
          MOST,
          Comparator.comparing(Named::at).reversed().thenComparing(Named::product),
          Named::product);

  /**
   * A product that was named.
   *
   * @param product hash of its id: ids that somebody makes up may be long
   * @param at event time of the last event by which the catalogue did not have it
   */
  public record Named(int product, Instant at) {}

  /** That this was named then. */
  public static Unlisted of(String productId, Instant at) {
    return new Unlisted(List.of(new Named(productId.hashCode(), at)));
  }

  Unlisted merge(Unlisted other) {
    return new Unlisted(NEWEST.of(products, other.products));
  }

  /** Without those of an erased time. */
  public Unlisted after(long erasedUpTo) {
    List<Named> later =
        products.stream().filter(one -> one.at().toEpochMilli() > erasedUpTo).toList();
    return later.size() == products.size() ? this : new Unlisted(later);
  }

  /** When that product was last named though the catalogue did not have it; null when never. */
  @Nullable Instant last(String productId) {
    int product = productId.hashCode();
    for (Named one : products) {
      if (one.product() == product) {
        return one.at();
      }
    }
    return null;
  }
}
