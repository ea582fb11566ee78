package io.rtoto.rules.facts;

/**
 * Something lies in the cart, and the customer has done nothing for a while.
 *
 * @param products how many different products lie in it
 * @param items how many pieces lie in it
 * @param worthMinor what they cost together, in minor units; 0 when no price is known
 * @param currency ISO 4217; empty when no price is known
 * @param idleMinutes for how long nothing has happened, in minutes
 */
public record CartAbandoned(
    int products, int items, long worthMinor, String currency, long idleMinutes)
    implements Moment {}
