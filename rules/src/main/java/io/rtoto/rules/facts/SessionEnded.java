package io.rtoto.rules.facts;

/**
 * The customer was here, and has done nothing for so long that the visit is over.
 *
 * @param minutes how long the visit lasted from its first to its last activity, in minutes
 * @param views how many times a product was looked at in it; at most the newest 36
 * @param viewedProducts how many different products were looked at
 * @param ordered whether anything was ordered in it
 * @param products how many different products lie in the cart
 * @param items how many pieces lie in it
 * @param worthMinor what those pieces cost together, in minor units; 0 when no price is known
 * @param currency ISO 4217; empty when no price is known
 */
public record SessionEnded(
    long minutes,
    int views,
    int viewedProducts,
    boolean ordered,
    int products,
    int items,
    long worthMinor,
    String currency)
    implements Moment {}
