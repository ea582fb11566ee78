package io.rtoto.jobs.association;

import io.rtoto.jobs.association.learning.Facts;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.flow.CatalogChange;
import org.jspecify.annotations.Nullable;

/**
 * A product, as the catalogue has it.
 *
 * @param productId the shop's id
 * @param listed whether it is in the catalogue at all
 * @param available whether it can be delivered; true where the stock is not counted
 * @param category the shop's category; null when it is not known
 * @param price of one piece; null when it is not known
 */
public record Article(
    String productId,
    boolean listed,
    boolean available,
    @Nullable String category,
    @Nullable Money price) {
  /** Longer ids are nobody's: nothing is remembered of them. */
  private static final int LONGEST_ID = 256;

  /** The article after that change of the catalogue. */
  public static Article of(CatalogChange change) {
    CatalogEntry entry = change.entry();
    Article none = unlisted(change.productId());
    if (entry == null || none.isNobodys()) {
      return none;
    }
    boolean available = entry.stock() == null || entry.stock() > 0;
    return new Article(change.productId(), true, available, entry.category(), entry.price());
  }

  /** Whether its id is longer than that of any product is. */
  boolean isNobodys() {
    return productId.length() > LONGEST_ID;
  }

  /** What is told of it to others. */
  Facts facts() {
    return new Facts(category, price);
  }

  /**
   * The article for a category that it is no longer of; of that one still where it is no longer
   * sold at all, so that the category tells the shop.
   */
  Article goneFrom(String former) {
    return new Article(productId, listed, false, listed ? category : former, null);
  }

  /** What is not sold, or not any more. */
  static Article unlisted(String productId) {
    return new Article(productId, false, false, null, null);
  }

  /** An article of which no more is known than that it can be delivered. */
  static Article unknown(String productId) {
    return new Article(productId, true, true, null, null);
  }
}
