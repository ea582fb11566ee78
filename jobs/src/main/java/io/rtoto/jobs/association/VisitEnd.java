package io.rtoto.jobs.association;

import java.time.Duration;
import java.time.Instant;

/** When a visit is over. */
final class VisitEnd {
  /** Who does nothing for so long comes back for something else. */
  private static final Duration OVER_AFTER = Duration.ofMinutes(30);

  private VisitEnd() {}

  /** Whether what happens at that time is part of another visit than what happened last. */
  static boolean isBetween(Instant last, Instant at) {
    return at.isAfter(last.plus(OVER_AFTER));
  }
}
