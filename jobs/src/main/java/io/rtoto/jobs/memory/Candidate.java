package io.rtoto.jobs.memory;

import io.rtoto.schemas.Money;
import org.jspecify.annotations.Nullable;

/**
 * A product that may be recommended to who looks at another.
 *
 * @param productId the product
 * @param because why
 * @param of the other product that the reason is about, such as the one that it is often viewed
 *     after; null when the reason is about none
 * @param weight how strongly it goes with what is looked at, among the candidates of one answer and
 *     reason; 0 or more
 * @param category the shop's category, as last told; null when it never was
 * @param price of one piece, as last told; null when it never was
 */
public record Candidate(
    String productId,
    Because because,
    @Nullable String of,
    double weight,
    @Nullable String category,
    @Nullable Money price) {

  /** Why a product may be recommended. */
  public enum Because {
    /** The shop's catalogue says that it goes with it. */
    LISTED,
    /** It is often viewed in the same visit. */
    VIEWED_TOGETHER,
    /** It is often bought in the same order. */
    BOUGHT_TOGETHER,
    /** It is popular in its category, or in the whole shop. */
    POPULAR,
    /** It is new in its category, and nobody can know yet. */
    NEW
  }
}
