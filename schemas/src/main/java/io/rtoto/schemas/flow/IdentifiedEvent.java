package io.rtoto.schemas.flow;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.events.CustomerEvent;
import java.util.List;

/**
 * An event whose customer is known.
 *
 * @param eventId hash of the identifier that it came under and its message id: unique
 * @param customerId the customer
 * @param origin the identifier that it came under
 * @param identifiers all that it names, strongest first
 * @param event what happened
 */
public record IdentifiedEvent(
    String eventId,
    String customerId,
    Identifier origin,
    List<Identifier> identifiers,
    CustomerEvent event) {}
