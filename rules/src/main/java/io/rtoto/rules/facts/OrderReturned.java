package io.rtoto.rules.facts;

/**
 * The customer has given goods back, now.
 *
 * @param whole whether the whole order came back, as far as was told
 * @param products how many different products came back; 0 when not told
 * @param paidBackMinor what was paid back, in minor units; 0 when not told
 * @param currency ISO 4217; empty when not told
 * @param again whether goods of the same order were given back before
 */
public record OrderReturned(
    boolean whole, int products, long paidBackMinor, String currency, boolean again)
    implements Moment {}
