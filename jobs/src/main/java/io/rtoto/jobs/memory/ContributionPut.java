package io.rtoto.jobs.memory;

import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.schemas.Identifier;
import java.util.List;

/**
 * An identifier belongs to the customer, and this is all that it contributes.
 *
 * @param customerId the customer
 * @param leaf the identifier
 * @param contribution the memory of all events that came under it
 * @param edges with whom it was seen
 */
public record ContributionPut(
    String customerId, Identifier leaf, CustomerMemory contribution, List<Edge> edges)
    implements CustomerMessage {}
