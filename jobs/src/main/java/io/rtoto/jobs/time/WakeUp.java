package io.rtoto.jobs.time;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/** The one timer of a key in event time: set for what is due next. Its owner remembers when. */
public final class WakeUp {
  /**
   * So long after late data, what is overdue by it waits for more that may be late as well. Short,
   * for the customer may be back by now and wait for an answer.
   */
  public static final Duration GRACE = Duration.ofSeconds(10);

  /** So often it is looked whether what has to wait must wait any longer. */
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  /** So long something waits for what travels another way. */
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final TimerService timers;
  private final Present present;
  private final boolean replay;
  private final @Nullable Instant end;
  private @Nullable Instant at;

  /**
   * Set already, or not.
   *
   * @param replay whether the same timers may hold elements back as well
   * @param end after which nothing is due any more; null when there is none
   * @param at when it is set for; null when it is not
   */
  public WakeUp(
      TimerService timers,
      Present present,
      boolean replay,
      @Nullable Instant end,
      @Nullable Instant at) {
    this.timers = timers;
    this.present = present;
    this.replay = replay;
    this.end = end;
    this.at = at;
  }

  /** When it is set for; null when it is not. */
  public @Nullable Instant at() {
    return at;
  }

  /** Sets it for what is due next, unless it is set for an earlier time already. */
  public void arm(@Nullable Instant due) {
    if (due == null || present.isCutShort()) {
      return;
    }
    if (end == null || !due.isAfter(end)) {
      set(due);
    }
  }

  /** The same, but what late data made overdue waits for more that may be late as well. */
  public void armAfterEvent(@Nullable Instant due) {
    if (due == null || present.isAhead(due)) {
      arm(due);
    } else if (!present.isCutShort()) {
      clear();
      set(present.watermark().plus(GRACE));
    }
  }

  /**
   * The same, but what is overdue has to wait, and it is not known for how long. In a replay there
   * is nothing to wait for.
   */
  public void armInAWhile(@Nullable Instant due) {
    if (due == null || present.isAhead(due)) {
      arm(due);
    } else if (!replay) {
      arm(present.watermark().plus(A_WHILE));
    }
  }

  /** The timers of that time, in epoch milliseconds, are gone. */
  public void wentOff(long time) {
    if (at != null && at.toEpochMilli() <= time) {
      at = null;
    }
  }

  /** It is not set for anything any more. */
  public void clear() {
    // In a replay an event held back may need the same timer; a needless one does no harm.
    if (at != null && !replay) {
      timers.deleteEventTimeTimer(at.toEpochMilli());
    }
    at = null;
  }

  /** Wakes up in a moment, by the clock, whatever else it is set for. */
  public void inAMoment() {
    timers.registerProcessingTimeTimer(timers.currentProcessingTime() + A_MOMENT.toMillis());
  }

  private void set(Instant due) {
    if (at == null || due.isBefore(at)) {
      clear();
      Instant milli = Present.wholeMilli(due);
      at = milli;
      timers.registerEventTimeTimer(milli.toEpochMilli());
    }
  }
}
