package io.rtoto.jobs.memory;

import io.rtoto.schemas.flow.IdentifiedEvent;
import java.time.Instant;

/**
 * When something became true: decides which of two contradicting events is the later one, the same
 * wherever and in whatever order they are read.
 *
 * @param at event time
 * @param tie first 64 bits of the event's id, unsigned: of two events at the same instant, the
 *     greater is the later
 */
public record Stamp(Instant at, long tie) implements Comparable<Stamp> {
  private static final int DIGITS_OF_64_BITS = 16;

  static Stamp of(IdentifiedEvent identified) {
    return of(identified.event().occurrence().at(), identified.eventId());
  }

  static Stamp of(Instant at, String eventId) {
    return new Stamp(at, Long.parseUnsignedLong(eventId, 0, DIGITS_OF_64_BITS, 16));
  }

  /** The last one before it. */
  Stamp before() {
    return tie == 0 ? new Stamp(at.minusNanos(1), -1) : new Stamp(at, tie - 1);
  }

  boolean isAfter(Stamp other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Stamp other) {
    int byTime = at.compareTo(other.at);
    return byTime != 0 ? byTime : Long.compareUnsigned(tie, other.tie);
  }
}
