package io.rtoto.rules.facts;

import java.util.List;

/**
 * Products worth recommending now: none that is out of stock, in the cart, or on the page already.
 *
 * @param products best first; never empty
 * @param because why: {@code goes-with-it} or {@code looked-at-before}
 */
public record Candidates(List<String> products, String because) {}
