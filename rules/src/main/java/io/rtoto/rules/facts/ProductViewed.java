package io.rtoto.rules.facts;

/**
 * The customer is looking at a product, now.
 *
 * @param productId the shop's id of the product
 * @param category the shop's category; empty when unknown
 * @param priceMinor its price in minor units; 0 when unknown
 * @param currency ISO 4217; empty when the price is unknown
 * @param timesSeen how often this customer looked at it lately, this time included
 */
public record ProductViewed(
    String productId, String category, long priceMinor, String currency, int timesSeen)
    implements Moment {}
