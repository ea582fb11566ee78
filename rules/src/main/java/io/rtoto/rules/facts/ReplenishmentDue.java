package io.rtoto.rules.facts;

/**
 * What the customer bought of a product will be used up by today, by how long it has lasted them
 * and others, and they have bought no more of it. It is said of no product of a category that
 * people do not buy regularly.
 *
 * @param product the shop's id
 * @param lastBoughtOn when it was last bought: a date such as {@code 2026-11-26}, in UTC
 * @param sinceDays days from then until now
 * @param packs how many packs were bought then
 * @param packDays how long a pack lasts this customer, in whole days, rounded
 * @param ownIntervals how many times the customer has bought it again, as far as remembered; 0
 *     where only the median of others tells
 * @param confidencePercent how much that can be trusted, in whole percent, rounded down: it grows
 *     with {@code ownIntervals} and {@code regularityPercent}
 * @param regularityPercent how regularly the product's category is bought, in whole percent,
 *     rounded down: 100 is chance, and nothing is said below 150
 */
public record ReplenishmentDue(
    String product,
    String lastBoughtOn,
    long sinceDays,
    long packs,
    long packDays,
    long ownIntervals,
    long confidencePercent,
    long regularityPercent)
    implements Moment {}
