package io.rtoto.rules.facts;

/**
 * Up to what amount the customer may owe, as the back end said last. Missing where it said nothing,
 * or that there is no limit.
 *
 * @param limitMinor the amount, in minor units
 * @param leftMinor how much of it is left, in minor units: less what the customer owes already,
 *     where the back end tells that; 0 when it is all used up
 * @param currency ISO 4217
 */
public record CreditLimit(long limitMinor, long leftMinor, String currency) {}
