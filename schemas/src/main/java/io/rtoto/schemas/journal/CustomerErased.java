package io.rtoto.schemas.journal;

import java.time.Instant;

/**
 * All that was remembered of a customer was forgotten.
 *
 * @param customerId whose memory
 * @param upTo events up to here, by event time, are suppressed from now on
 * @param events how many events it was the memory of
 */
public record CustomerErased(String customerId, Instant upTo, long events) implements JournalEntry {
  @Override
  public String key() {
    return customerId;
  }
}
