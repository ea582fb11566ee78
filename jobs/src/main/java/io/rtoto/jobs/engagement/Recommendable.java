package io.rtoto.jobs.engagement;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision.OtherReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product that may be recommended to the customer.
 *
 * @param productId the product
 * @param because why, in the words of the rules
 * @param of the product that the reason is about; null when it is about none
 * @param own how much that reason alone weighs, 0 or more: among others of the same customer and
 *     look
 * @param drawn how likely it came to be one of them: 1 but for what is new
 * @param category the shop's category; null when unknown
 * @param price of one piece; null when unknown
 * @param everyDays after how many days the customer buys it again; null unless they do
 * @param also what else speaks for it, what weighs most first
 */
record Recommendable(
    String productId,
    String because,
    @Nullable String of,
    double own,
    double drawn,
    @Nullable String category,
    @Nullable Money price,
    @Nullable Integer everyDays,
    List<OtherReason> also) {

  /** Why what hardly anybody knows may be recommended. */
  static final String NEW = "new";

  /** What is known, what weighs most first; then what is new. */
  static final Comparator<Recommendable> BEST_FIRST =
      (one, other) ->
          one.isNew() == other.isNew()
              ? Double.compare(other.weight(), one.weight())
              : Boolean.compare(one.isNew(), other.isNew());

  /** Whether it is there by chance alone, so that it becomes known. */
  boolean isNew() {
    return because.equals(NEW);
  }

  /** How much speaks for it, of all reasons together. */
  double weight() {
    return own + also.stream().mapToDouble(OtherReason::weight).sum();
  }

  /**
   * Where several reasons speak for it, they count together; the strongest is told. What is known
   * for a reason is not new, and gains nothing by the chance that it was drawn.
   */
  Recommendable and(Recommendable other) {
    if (isNew() || other.isNew()) {
      return isNew() ? other : this;
    }
    boolean isStronger = own >= other.own;
    Recommendable stronger = isStronger ? this : other;
    return new Recommendable(
        productId,
        stronger.because,
        stronger.of,
        stronger.own,
        1,
        category == null ? other.category : category,
        price == null ? other.price : price,
        stronger.everyDays,
        othersOf(stronger, isStronger ? other : this));
  }

  private static List<OtherReason> othersOf(Recommendable stronger, Recommendable weaker) {
    List<OtherReason> others = new ArrayList<>(stronger.also);
    others.add(new OtherReason(weaker.because, weaker.of, weaker.own));
    others.addAll(weaker.also);
    others.sort(Comparator.comparingDouble(OtherReason::weight).reversed());
    return others;
  }
}
