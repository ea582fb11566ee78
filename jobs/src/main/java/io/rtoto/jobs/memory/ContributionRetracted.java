package io.rtoto.jobs.memory;

import io.rtoto.schemas.Identifier;

/**
 * An identifier no longer belongs to the customer.
 *
 * @param customerId the customer
 * @param leaf the identifier
 * @param movedTo the customer that it belongs to from now on
 */
public record ContributionRetracted(String customerId, Identifier leaf, String movedTo)
    implements CustomerMessage {}
