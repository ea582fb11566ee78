package io.rtoto.schemas.journal;

import java.time.Instant;

/**
 * A moment came about: the rules were asked.
 *
 * @param momentId hash of moment and cause: unique
 * @param moment its name, such as {@code CartAbandoned}
 * @param customerId whose moment
 * @param causeEventId the event that caused it, or since which nothing happened
 * @param at when, in event time
 * @param decisions how many decisions came of it
 */
public record MomentArose(
    String momentId,
    String moment,
    String customerId,
    String causeEventId,
    Instant at,
    int decisions)
    implements JournalEntry {
  @Override
  public String key() {
    return customerId;
  }
}
