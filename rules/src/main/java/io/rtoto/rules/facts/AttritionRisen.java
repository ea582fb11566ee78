package io.rtoto.rules.facts;

/**
 * There is reason to think that a customer is leaving.
 *
 * @param cause what told us: {@code model} (that the customer still buys is less probable than the
 *     threshold), {@code tier} (a lower tier in this period than in the one before), {@code rhythm}
 *     (silent for longer than the threshold)
 * @param orders how many orders so far
 * @param usualGapDays mean days between two orders; 0 before the second
 * @param silentDays days since the last order
 * @param threshold what was crossed: of {@code model} whole percent, of {@code rhythm} days, of
 *     {@code tier} what the lost tier begins at, in minor units
 * @param alivePercent how probable it is that the customer still buys, in whole percent, rounded
 *     down; 100 where no model tells
 * @param rhythmPercent how unusual the silence is for this customer: where k of n gaps between
 *     purchases were shorter, k/(n+1) in whole percent; 0 before the third gap
 */
public record AttritionRisen(
    @OneOf({"model", "tier", "rhythm"}) String cause,
    long orders,
    long usualGapDays,
    long silentDays,
    long threshold,
    long alivePercent,
    long rhythmPercent)
    implements Moment {}
