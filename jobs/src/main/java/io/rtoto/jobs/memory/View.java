package io.rtoto.jobs.memory;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.time.Instant;

/**
 * A look at a product, on its way by way of that product.
 *
 * @param customerId who looks
 * @param leaf the identifier that the event came under
 * @param eventId the event
 * @param messageId the sender's id of the message
 * @param at when, in event time
 * @param product at what
 */
public record View(
    String customerId,
    Identifier leaf,
    String eventId,
    String messageId,
    Instant at,
    ProductMention product) {
  /** As the look is remembered. */
  public Stamp stamp() {
    return Stamp.of(at, eventId);
  }

  /**
   * A number from 0 to below 1 that hangs on the event alone: as good as chance, and the same again
   * after a restart and in a replay.
   */
  public double chance() {
    return Spread.fraction(Spread.over(eventId.hashCode()));
  }

  /** The look that this event tells of. */
  public static View of(IdentifiedEvent event, ProductMention product) {
    return new View(
        event.customerId(),
        event.origin(),
        event.eventId(),
        event.event().occurrence().messageId(),
        event.event().occurrence().at(),
        product);
  }
}
