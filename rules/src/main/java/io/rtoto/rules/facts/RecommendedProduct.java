package io.rtoto.rules.facts;

/**
 * A product that may be recommended at {@code RecommendationReady}; there is one of these for each,
 * also for those that have no place in the strip of that moment. What a rule recommends product by
 * product under one name is one strip, best first.
 *
 * @param productId the shop's id
 * @param because why, as in {@code Candidates}
 * @param category the shop's category; empty when unknown
 * @param priceMinor its price in minor units; 0 when unknown
 * @param currency ISO 4217; empty when the price is unknown
 */
public record RecommendedProduct(
    String productId,
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
        String because,
    String category,
    long priceMinor,
    String currency) {}
