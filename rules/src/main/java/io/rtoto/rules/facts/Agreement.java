package io.rtoto.rules.facts;

import org.jspecify.annotations.Nullable;

/**
 * What the customer holds over time, as the back end said last: an account, a card, a fund, a
 * policy, a plan, a licence, a trip. One for each that has not ended: of the 6 told of last of each
 * kind, of at most 12 in all.
 *
 * @param id the business's id of it
 * @param kind what it is
 * @param title what it is called; empty when not told
 * @param status whether it is in force; {@code suspended} is not now, but may be again
 * @param valueMinor what it is worth, such as a balance or a price a month, in minor units; none
 *     when not told
 * @param currency ISO 4217; empty when its worth is not told
 * @param daysToStart whole days until it begins, 0 once it has; none when its begin was not told
 * @param daysHeld whole days since it began, 0 before; none when its begin was not told
 * @param hasEnd whether it ends at a known time
 * @param daysToEnd whole days until then; none when it has no end
 * @param daysUnused whole days since it was last used, or began when it never was; none when
 *     neither was told
 */
public record Agreement(
    String id,
    @OneOf(namedIn = OneOf.AGREEMENTS) String kind,
    String title,
    @OneOf({"active", "suspended"}) String status,
    @Nullable Long valueMinor,
    String currency,
    @Nullable Long daysToStart,
    @Nullable Long daysHeld,
    boolean hasEnd,
    @Nullable Long daysToEnd,
    @Nullable Long daysUnused) {}
