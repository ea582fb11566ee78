package io.rtoto.jobs.engagement;

import io.rtoto.schemas.Money;
import org.jspecify.annotations.Nullable;

/**
 * A product that may be recommended to the customer.
 *
 * @param productId the product
 * @param because why, in the words of the rules
 * @param of the product that the reason is about; null when it is about none
 * @param weight how much speaks for it, 0 or more: among others of the same customer and look
 * @param category the shop's category; null when unknown
 * @param price of one piece; null when unknown
 * @param everyDays after how many days the customer buys it again; null unless they do
 */
record Recommendable(
    String productId,
    String because,
    @Nullable String of,
    double weight,
    @Nullable String category,
    @Nullable Money price,
    @Nullable Integer everyDays) {

  /** Where several reasons speak for it, they count together; the strongest is told. */
  Recommendable and(Recommendable other) {
    Recommendable stronger = other.weight > weight ? other : this;
    return new Recommendable(
        productId,
        stronger.because,
        stronger.of,
        weight + other.weight,
        category == null ? other.category : category,
        price == null ? other.price : price,
        stronger.everyDays);
  }
}
