package io.rtoto.jobs.identity;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look at a product, as much of it as a memory remembers: it takes a quarter of the space of the
 * memory that it makes, and most events are looks. It is state: fields may be added, and none may
 * change its type.
 *
 * @param eventId the event
 * @param at when
 * @param topic the topic that the event arrived on
 * @param productId at what
 * @param category the shop's category; null when not told
 */
public record CountedLook(
    String eventId, Instant at, Topic topic, String productId, @Nullable String category) {

  /** What is to be kept of the event; null when it is no look. */
  static @Nullable CountedLook of(IdentifiedEvent identified) {
    return identified.event() instanceof ProductViewed viewed
        ? new CountedLook(
            identified.eventId(),
            viewed.occurrence().at(),
            viewed.occurrence().topic(),
            viewed.product().productId(),
            viewed.product().category())
        : null;
  }

  /** The event, as far as a memory remembers it. */
  IdentifiedEvent under(Identifier leaf) {
    Occurrence occurrence = new Occurrence("", at, null, topic, null);
    ProductMention product = new ProductMention(productId, category, null);
    return new IdentifiedEvent(
        eventId, "", leaf, List.of(leaf), new ProductViewed(occurrence, product));
  }
}
