package io.rtoto.jobs.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * When the customer was active lately, to the minute: the newest 60 minutes with any activity. So
 * of a visit it is known when it began, and whether there was a pause in it; of one that had more
 * minutes of activity than that, the last 60.
 *
 * @param minutes since 1970, newest first
 */
public record ActiveMinutes(List<Long> minutes) {
  static final int MOST = 60;
  static final ActiveMinutes NONE = new ActiveMinutes(List.of());

  private static final Newest<Long> NEWEST =
      new Newest<>(MOST, Comparator.<Long>reverseOrder(), Function.identity());

  private static final int SECONDS = 60;

  ActiveMinutes with(Instant at) {
    long minute = minuteOf(at);
    return minutes.contains(minute) ? this : new ActiveMinutes(NEWEST.with(minutes, minute));
  }

  ActiveMinutes merge(ActiveMinutes other) {
    return minutes.equals(other.minutes)
        ? this
        : new ActiveMinutes(NEWEST.of(minutes, other.minutes));
  }

  /**
   * When the latest visit began: since then there was no pause of that length.
   *
   * @param otherwise when it began if no activity is known
   */
  public Instant beginOfVisit(Duration pause, Instant otherwise) {
    if (minutes.isEmpty()) {
      return otherwise;
    }
    long begin = minutes.get(0);
    for (long minute : minutes) {
      if (begin - minute >= pause.toMinutes()) {
        break;
      }
      begin = minute;
    }
    return Instant.ofEpochSecond(begin * SECONDS);
  }

  /** Whether the customer came back at that time, after a pause of at least that length. */
  public boolean isAfterPause(Instant at, Duration pause) {
    long back = minuteOf(at);
    for (long minute : minutes) {
      if (minute < back) {
        return back - minute >= pause.toMinutes();
      }
    }
    return false;
  }

  private static long minuteOf(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), (long) SECONDS);
  }
}
