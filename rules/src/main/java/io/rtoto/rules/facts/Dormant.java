package io.rtoto.rules.facts;

/**
 * A customer counts as lost: by the model, or because they have not ordered for so long.
 *
 * @param cause what told us: {@code model}, or {@code silence} where no model tells, or would tell
 *     of who has bought once only later
 * @param orders how many orders so far
 * @param silentDays days since the last order
 * @param alivePercent how probable it is that the customer still buys, in whole percent, rounded
 *     down; 100 where no model tells
 */
public record Dormant(
    @OneOf({"model", "silence"}) String cause, long orders, long silentDays, long alivePercent)
    implements Moment {}
