package io.rtoto.rules.facts;

import java.util.List;

/**
 * By what was bought in the period that ends now, the customer is of another tier: they bought and
 * rose, or what they bought is too long ago and they fell.
 *
 * @param from the tier before
 * @param to the tier now
 * @param rose whether it is a higher one
 * @param moved what moved that way: {@code purchase-days} is on how many days they bought, and
 *     {@code spend-per-day} how much they spent on such a day
 * @param spentMinor what was spent in the period, in minor units
 * @param currency of it, ISO 4217
 */
public record TierChanged(
    @OneOf(namedIn = OneOf.TIERS) String from,
    @OneOf(namedIn = OneOf.TIERS) String to,
    boolean rose,
    @OneOf({"purchase-days", "spend-per-day"}) List<String> moved,
    long spentMinor,
    String currency)
    implements Moment {}
