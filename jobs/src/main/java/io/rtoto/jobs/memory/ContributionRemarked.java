package io.rtoto.jobs.memory;

/**
 * An identifier of the customer has heard what was said upon an event of it: perhaps elsewhere,
 * while it was another customer's.
 *
 * @param customerId the customer
 * @param remark what was said
 */
public record ContributionRemarked(String customerId, Remark remark) implements CustomerMessage {}
