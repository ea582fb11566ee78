package io.rtoto.jobs.memory;

import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * The catalogue does not have what the customer looked at or ordered.
 *
 * @param customerId the customer
 * @param leaf the identifier that the event came under
 * @param productId the product
 * @param eventId the event
 * @param messageId the sender's id of the message
 * @param at when, in event time
 */
public record ProductUnlisted(
    String customerId,
    Identifier leaf,
    String productId,
    String eventId,
    String messageId,
    Instant at)
    implements CustomerMessage, InTurn {
  @Override
  public Turn turn() {
    return new Turn(at, messageId, eventId + " unlisted " + productId);
  }

  @Override
  public boolean isEarly(CustomerMemory memory, Leaves leaves) throws Exception {
    return !leaves.has(leaf);
  }

  /** What of it is to be remembered. */
  public Remark remark() {
    return Remark.unlisted(leaf, Unlisted.of(productId, at));
  }
}
