package io.rtoto.jobs.memory;

import io.rtoto.schemas.Identifier;

/**
 * An identifier no longer belongs to the customer; or the customer is the one that the identifier
 * is by itself, and is told where it is now.
 *
 * @param customerId the customer
 * @param leaf the identifier
 * @param movedTo the customer that it belongs to from now on; the same when it is erased, or comes
 *     back
 */
public record ContributionRetracted(String customerId, Identifier leaf, String movedTo)
    implements CustomerMessage {}
