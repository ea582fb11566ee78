package io.rtoto.jobs.association;

import io.rtoto.schemas.flow.CatalogChange;
import org.jspecify.annotations.Nullable;

/**
 * Whether a product can be delivered.
 *
 * @param productId the product
 * @param available whether there is some; true where the stock is not counted
 */
public record Stock(String productId, boolean available) {

  /** The stock that a change of the catalogue tells. */
  public static Stock of(CatalogChange change) {
    boolean available =
        change.entry() != null && (change.entry().stock() == null || change.entry().stock() > 0);
    return new Stock(change.productId(), available);
  }

  /** What was remembered of the product; null when nothing was. */
  static Stock recalled(String productId, @Nullable Boolean remembered) {
    return new Stock(productId, remembered != null);
  }

  /** What to remember; null to forget it. */
  @Nullable Boolean remembered() {
    return available ? Boolean.TRUE : null;
  }
}
