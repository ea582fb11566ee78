package io.rtoto.rules.facts;

/**
 * A checkout was begun, and then nothing was done and nothing ordered for a while.
 *
 * @param idleMinutes for how long nothing was done, in minutes
 * @param products how many different products lie in the cart
 * @param items how many pieces lie in it
 * @param worthMinor what those pieces cost together, in minor units; 0 when no price is known
 * @param currency ISO 4217; empty when no price is known
 */
public record CheckoutStalled(
    long idleMinutes, int products, int items, long worthMinor, String currency)
    implements Moment {}
