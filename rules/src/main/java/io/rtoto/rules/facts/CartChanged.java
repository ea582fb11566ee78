package io.rtoto.rules.facts;

/**
 * The customer has put something into the cart, or taken it out, now.
 *
 * @param change what happened
 * @param productId the shop's id of the product
 * @param products how many different products lie in the cart now
 * @param items how many pieces lie in it
 * @param worthMinor what the pieces cost together, in minor units; 0 when no price is known
 * @param currency ISO 4217; empty when no price is known
 */
public record CartChanged(
    @OneOf({"added", "removed"}) String change,
    String productId,
    int products,
    int items,
    long worthMinor,
    String currency)
    implements Moment {}
