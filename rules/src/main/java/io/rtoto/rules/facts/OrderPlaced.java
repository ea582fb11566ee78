package io.rtoto.rules.facts;

/**
 * The customer has bought, now.
 *
 * @param number which order of this customer it is, from 1; one that was called off counts
 * @param products how many different products were bought; 0 when not told
 * @param items how many pieces were bought; 0 when not told
 * @param worthMinor what the order comes to, in minor units; 0 when not told
 * @param currency ISO 4217; empty when not told
 */
public record OrderPlaced(long number, int products, int items, long worthMinor, String currency)
    implements Moment {}
