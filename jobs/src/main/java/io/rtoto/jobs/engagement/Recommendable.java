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
 * @param weight how much speaks for it, 0 or more: among others of the same customer and look
 * @param drawn how likely it came to be one of them: 1 but for what is new
 * @param category the shop's category; null when unknown
 * @param price of one piece; null when unknown
 * @param everyDays after how many days the customer buys it again; null unless they do
 * @param also what else speaks for it, what weighs most first; the weight has it in it
 */
record Recommendable(
    String productId,
    String because,
    @Nullable String of,
    double weight,
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
              ? Double.compare(other.weight, one.weight)
              : Boolean.compare(one.isNew(), other.isNew());

  /** Whether it is there by chance alone, so that it becomes known. */
  boolean isNew() {
    return because.equals(NEW);
  }

  /**
   * Where several reasons speak for it, they count together; the strongest is told. What is known
   * for a reason is not new, and gains nothing by the chance that it was drawn.
   */
  Recommendable and(Recommendable other) {
    if (isNew() || other.isNew()) {
      return isNew() ? other : this;
    }
    boolean isStronger = byItsReason() >= other.byItsReason();
    Recommendable stronger = isStronger ? this : other;
    return new Recommendable(
        productId,
        stronger.because,
        stronger.of,
        weight + other.weight,
        1,
        category == null ? other.category : category,
        price == null ? other.price : price,
        stronger.everyDays,
        othersOf(stronger, isStronger ? other : this));
  }

  /** How much its strongest reason weighs. */
  private double byItsReason() {
    double weighs = weight;
    for (OtherReason each : also) {
      weighs -= each.weight();
    }
    return weighs;
  }

  private static List<OtherReason> othersOf(Recommendable stronger, Recommendable weaker) {
    List<OtherReason> others = new ArrayList<>(stronger.also);
    others.add(new OtherReason(weaker.because, weaker.of, weaker.byItsReason()));
    others.addAll(weaker.also);
    others.sort(Comparator.comparingDouble(OtherReason::weight).reversed());
    return others;
  }
}
