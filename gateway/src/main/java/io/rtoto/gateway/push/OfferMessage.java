package io.rtoto.gateway.push;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Recommended;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page is told of a decision. Not what the rule went by, nor what else was considered: that
 * is the shop's business.
 *
 * @param decisionId the decision, to tell what became of it
 * @param kind offer or recommendation
 * @param name what is offered, such as {@code free-delivery}
 * @param slot the place that it fills
 * @param validUntil after which it is not to be shown; null for no end
 * @param purpose what it is said for
 * @param text what is to be read, in the customer's language or the shop's; null when the page has
 *     its own words for the name
 * @param products what it is about, best first
 */
record OfferMessage(
    String decisionId,
    DecisionKind kind,
    String name,
    String slot,
    @Nullable Instant validUntil,
    @Nullable Purpose purpose,
    @Nullable String text,
    List<Shown> products) {
  private static final Messages<OfferMessage> JSON = Messages.of(OfferMessage.class);

  /**
   * A product that is shown.
   *
   * @param productId the product
   * @param names by language (BCP 47); null when the catalogue does not have it
   * @param price of one piece; null when the catalogue does not have it
   * @param because why it is shown, such as {@code viewed-together}; null when it is not told
   * @param of the product that the reason is about; null when it is about none
   * @param ofNames that product's names; null as above
   */
  record Shown(
      String productId,
      @Nullable Map<String, String> names,
      @Nullable Money price,
      @Nullable String because,
      @Nullable String of,
      @Nullable Map<String, String> ofNames) {}

  static OfferMessage of(Decision decision, Products products) {
    return new OfferMessage(
        decision.decisionId(),
        decision.kind(),
        decision.name(),
        decision.slot(),
        decision.validUntil(),
        decision.purpose(),
        decision.text(),
        shown(decision, products));
  }

  private static List<Shown> shown(Decision decision, Products products) {
    List<Shown> shown = new ArrayList<>(decision.products().size());
    for (String productId : decision.products()) {
      Recommended why = whyOf(productId, decision);
      String of = why == null ? null : why.of();
      shown.add(
          new Shown(
              productId,
              products.namesOf(productId),
              products.priceOf(productId),
              why == null ? null : why.because(),
              of,
              of == null ? null : products.namesOf(of)));
    }
    return shown;
  }

  private static @Nullable Recommended whyOf(String productId, Decision decision) {
    List<Recommended> recommended = decision.recommended();
    if (recommended != null) {
      for (Recommended one : recommended) {
        if (one.productId().equals(productId)) {
          return one;
        }
      }
    }
    return null;
  }

  /** On one line, whatever the texts hold: JSON writes a line's end as {@code \n}. */
  byte[] json() {
    return JSON.write(this);
  }
}
