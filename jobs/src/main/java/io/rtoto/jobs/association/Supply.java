package io.rtoto.jobs.association;

/**
 * A companion of a product can be delivered, costs something else, or is no longer to be had.
 *
 * @param product the product
 * @param companion the companion; the product itself when that is no longer sold
 * @param place its place among the companions, from 0; {@link Listing#GONE} when it cannot be
 *     delivered or is no companion any more
 */
public record Supply(String product, Article companion, int place) {

  /** The product itself is no longer sold. */
  static Supply gone(Article article) {
    return new Supply(article.productId(), article, Listing.GONE);
  }

  boolean isOfItself() {
    return companion.productId().equals(product);
  }

  static Supply of(String product, Article companion, int place) {
    return new Supply(product, companion, companion.available() ? place : Listing.GONE);
  }
}
