package io.rtoto.rules.facts;

import java.util.List;

/**
 * What of {@code RecommendationReady} may be recommended for one and the same reason; a product has
 * one reason, the strongest.
 *
 * @param products best first; never empty
 * @param because why: {@code goes-with-it} (the catalogue lists it), {@code viewed-together} or
 *     {@code bought-together} (with the product on the page, or others of this visit), {@code
 *     goes-with-basket} (bought together with something in the cart), {@code bought-again} (the
 *     customer has bought it and may buy it again), {@code looked-at-before} (of the category on
 *     the page; two at least), {@code popular}, {@code new}
 */
public record Candidates(
    List<String> products,
    @OneOf({
          "goes-with-it",
          "viewed-together",
          "bought-together",
          "goes-with-basket",
          "bought-again",
          "looked-at-before",
          "popular",
          "new"
        })
        String because) {}
