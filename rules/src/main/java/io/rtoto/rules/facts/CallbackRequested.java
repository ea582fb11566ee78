package io.rtoto.rules.facts;

/**
 * The customer has asked to be called back, now.
 *
 * @param channel where it was asked, such as {@code web}
 * @param products how many different products lie in the cart now
 * @param items how many pieces lie in it
 * @param worthMinor what those pieces cost together, in minor units; 0 when no price is known
 * @param currency ISO 4217; empty when no price is known
 */
public record CallbackRequested(
    String channel, int products, int items, long worthMinor, String currency) implements Moment {}
