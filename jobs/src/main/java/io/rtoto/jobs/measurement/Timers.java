package io.rtoto.jobs.measurement;

import java.time.Duration;
import java.time.Instant;

/** Times in whole steps, so that one timer serves for all that is due within a step. */
final class Timers {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long TEN_MINUTES = Duration.ofMinutes(10).toMillis();

  private Timers() {}

  /** The first midnight (UTC) from then on, in epoch milliseconds. */
  static long midnightAfter(Instant at, Duration later) {
    return ceiling(at.plus(later).toEpochMilli(), DAY);
  }

  /** The first of every ten minutes from then on, in epoch milliseconds. */
  static long soonAfter(Instant at, Duration later) {
    return ceiling(at.plus(later).toEpochMilli(), TEN_MINUTES);
  }

  private static long ceiling(long millis, long step) {
    return Math.floorDiv(millis + step - 1, step) * step;
  }
}
