package io.rtoto.jobs.association;

/**
 * A companion of a product can be delivered, or no longer.
 *
 * @param product the product
 * @param companion the companion
 * @param place its place among the companions, from 0; {@link Listing#GONE} when it cannot be
 *     delivered or is no companion any more
 */
public record Supply(String product, String companion, int place) {

  static Supply of(String product, Stock companion, int place) {
    return new Supply(product, companion.productId(), companion.available() ? place : Listing.GONE);
  }
}
