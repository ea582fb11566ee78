package io.rtoto.rules.facts;

/**
 * The customer has begun to check out, now.
 *
 * @param products how many different products lie in the cart now
 * @param items how many pieces lie in it
 * @param worthMinor what the cart comes to, as told at the checkout or else as its pieces cost, in
 *     minor units; 0 when no price is known
 * @param currency ISO 4217; empty when no price is known
 */
public record CheckoutStarted(int products, int items, long worthMinor, String currency)
    implements Moment {}
