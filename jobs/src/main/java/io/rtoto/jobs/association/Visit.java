package io.rtoto.jobs.association;

import java.time.Duration;
import java.time.Instant;

/** How long a visit lasts. */
final class Visit {
  /** Who does nothing for so long comes back for something else. */
  private static final Duration OVER_AFTER = Duration.ofMinutes(30);

  private Visit() {}

  /** Whether what happens at that time is part of another visit than what happened last. */
  static boolean isOver(Instant last, Instant at) {
    return at.isAfter(last.plus(OVER_AFTER));
  }
}
