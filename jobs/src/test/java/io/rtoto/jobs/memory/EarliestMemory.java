package io.rtoto.jobs.memory;

import io.rtoto.schemas.Identifier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A memory as it would have been before it remembered offers and absences. Its name is as long as
 * that of {@link CustomerMemory}, whose place it takes in state that is written in tests.
 */
public record EarliestMemory(
    List<Identifier> identifiers,
    long events,
    @Nullable Instant firstSeenAt,
    @Nullable Instant lastSeenAt,
    @Nullable Activity lastActivity,
    OrderStatistics orders,
    Cart cart,
    Views views,
    ToldTraits traits) {

  public static EarliestMemory of(CustomerMemory memory) {
    return new EarliestMemory(
        memory.identifiers(),
        memory.events(),
        memory.firstSeenAt(),
        memory.lastSeenAt(),
        memory.lastActivity(),
        memory.orders(),
        memory.cart(),
        memory.views(),
        memory.traits());
  }
}
