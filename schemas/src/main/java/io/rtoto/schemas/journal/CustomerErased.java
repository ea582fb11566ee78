package io.rtoto.schemas.journal;

import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * All that an identifier contributed to a customer's memory was forgotten. What was said to the
 * customer until then may have come of it.
 *
 * @param customerId whose memory: of whom the identifier was; told again, without events, of the
 *     customer that it was by itself, where that is another
 * @param identifier the identifier that was erased
 * @param upTo the last time, by event time, of which anything was forgotten or is suppressed from
 *     now on: what the order says, or the last event that it contributed, if that is later
 * @param events how many events it contributed
 */
public record CustomerErased(String customerId, Identifier identifier, Instant upTo, long events)
    implements JournalEntry {
  @Override
  public String key() {
    return customerId;
  }
}
