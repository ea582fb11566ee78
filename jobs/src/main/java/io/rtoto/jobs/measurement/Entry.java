package io.rtoto.jobs.measurement;

/**
 * A change in what is known of a customer.
 *
 * @param customerId who they are now
 * @param fact what
 * @param removed whether it is not theirs any more
 */
public record Entry(String customerId, Fact fact, boolean removed) {}
