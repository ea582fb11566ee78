package io.rtoto.rules.facts;

/**
 * A regular has been silent for much longer than is usual between this customer's orders.
 *
 * @param cause what told us: {@code rhythm}
 * @param orders how many orders so far
 * @param usualGapDays mean days between two orders
 * @param silentDays days since the last order
 */
public record AttritionRisen(String cause, long orders, long usualGapDays, long silentDays)
    implements Moment {}
