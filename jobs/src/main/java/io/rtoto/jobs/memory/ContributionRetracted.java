package io.rtoto.jobs.memory;

import io.rtoto.schemas.Identifier;

/**
 * An identifier no longer belongs to the customer; or the customer is the one that the identifier
 * is by itself, and is told where it is now.
 *
 * @param customerId the customer
 * @param leaf the identifier
 * @param movedTo the customer that it joins instead, who takes this one's place when nobody is
 *     left; the same when it joins none: it is set apart, erased, or comes back
 * @param erased whether it is erased, and so is what was said upon its events
 */
public record ContributionRetracted(
    String customerId, Identifier leaf, String movedTo, boolean erased)
    implements CustomerMessage {}
