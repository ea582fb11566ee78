package io.rtoto.jobs.replenishment;

/**
 * How much of a product a customer bought on a day.
 *
 * @param day since the epoch, in UTC
 * @param pieces how many packs, at least 1
 */
public record Bought(int day, int pieces) {}
