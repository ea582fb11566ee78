package io.rtoto.rules.facts;

import java.util.List;

/**
 * The customer is looking at a product, and what may be recommended beside it is known, now: never
 * what is sold out, blocked, in the cart or on the page already, nor what was bought and is not
 * bought again.
 *
 * @param productId the product on the page
 * @param category the shop's category; empty when unknown
 * @param products what suits page and customer, best first, as many as a strip holds; never empty
 */
public record RecommendationReady(String productId, String category, List<String> products)
    implements Moment {}
