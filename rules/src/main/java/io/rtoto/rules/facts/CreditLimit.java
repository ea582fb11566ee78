package io.rtoto.rules.facts;

/**
 * Up to what amount the customer may owe, as the back end said last. Missing where it said nothing,
 * or that there is no limit.
 *
 * @param limitMinor the amount, in minor units
 * @param currency ISO 4217
 */
public record CreditLimit(long limitMinor, String currency) {}
