package io.rtoto.rules.facts;

/**
 * The customer has written to the shop, now. What was written is not told.
 *
 * @param channel where, such as {@code web} or {@code line}
 * @param question whether it asks something, as far as question marks tell
 * @param products how many different products lie in the cart now
 * @param items how many pieces lie in it
 * @param worthMinor what those pieces cost together, in minor units; 0 when no price is known
 * @param currency ISO 4217; empty when no price is known
 */
public record CustomerWrote(
    String channel, boolean question, int products, int items, long worthMinor, String currency)
    implements Moment {}
