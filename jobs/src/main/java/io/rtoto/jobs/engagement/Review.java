package io.rtoto.jobs.engagement;

import java.time.Duration;
import org.apache.flink.streaming.api.TimerService;

/**
 * The timer by which a customer comes up for review: once a day by the clock, from their first
 * order on, each customer at a time of day of their own, so that not all of them do at once.
 */
final class Review {
  /** Must stay: the timers in state are set to it. */
  static final long EVERY = Duration.ofDays(1).toMillis();

  private final String customerId;
  private final TimerService timers;
  private boolean set;

  /**
   * Of a customer.
   *
   * @param set whether it is set
   */
  Review(String customerId, TimerService timers, boolean set) {
    this.customerId = customerId;
    this.timers = timers;
    this.set = set;
  }

  /** Whether a timer of that time, in epoch milliseconds by the clock, is the customer's. */
  static boolean isAt(String customerId, long time) {
    return Math.floorMod(time, EVERY) == timeOfDay(customerId);
  }

  boolean isSet() {
    return set;
  }

  /** The timer is gone. */
  void wentOff() {
    set = false;
  }

  /** Sets it for the next time of day that is the customer's. */
  void set() {
    if (!set) {
      timers.registerProcessingTimeTimer(next(customerId, timers.currentProcessingTime()));
      set = true;
    }
  }

  /** The first of the customer's times after now, in epoch milliseconds. */
  static long next(String customerId, long now) {
    return now - Math.floorMod(now - timeOfDay(customerId), EVERY) + EVERY;
  }

  private static long timeOfDay(String customerId) {
    return Math.floorMod(Occasion.number(customerId), EVERY);
  }
}
