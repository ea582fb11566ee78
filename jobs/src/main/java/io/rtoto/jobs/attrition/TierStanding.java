package io.rtoto.jobs.attrition;

/**
 * Where a customer stands in a period, and by what.
 *
 * @param tier the tier's name
 * @param rank its place, 0 the lowest
 * @param spentMinor what was spent in the period, in minor units of the scheme's currency
 * @param purchaseDays on how many days of it the customer bought
 */
public record TierStanding(String tier, int rank, long spentMinor, int purchaseDays) {}
