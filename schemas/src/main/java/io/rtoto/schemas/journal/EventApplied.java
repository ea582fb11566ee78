package io.rtoto.schemas.journal;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.events.CustomerEvent;

/**
 * An event entered a customer's memory.
 *
 * @param eventId hash of the identifier that it came under and its message id: unique
 * @param customerId whose memory
 * @param identifier the identifier that it came under
 * @param event the event, without what identifies the customer
 */
public record EventApplied(
    String eventId, String customerId, Identifier identifier, CustomerEvent event)
    implements JournalEntry {
  @Override
  public String key() {
    return customerId;
  }
}
