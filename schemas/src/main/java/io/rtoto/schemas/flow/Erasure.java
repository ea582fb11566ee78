package io.rtoto.schemas.flow;

import java.time.Instant;

/**
 * A customer is to be forgotten.
 *
 * @param customerId the customer
 * @param upTo what happened up to here, by event time, is not to be remembered when it comes later
 */
public record Erasure(String customerId, Instant upTo) implements CustomerMessage {}
