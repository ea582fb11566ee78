package io.rtoto.jobs.time;

import java.time.Duration;
import org.apache.flink.streaming.api.TimerService;

/**
 * The timer by which a key comes up for review: once a day by the clock, each at a time of day of
 * its own, so that not all of them do at once. Its owner remembers whether it is set.
 */
public final class Review {
  /** In milliseconds. It must stay: the timers in state are set to it. */
  public static final long EVERY = Duration.ofDays(1).toMillis();

  private final String key;
  private final TimerService timers;
  private boolean set;

  /**
   * Of a key, as these timers have it.
   *
   * @param set whether it is set
   */
  public Review(String key, TimerService timers, boolean set) {
    this.key = key;
    this.timers = timers;
    this.set = set;
  }

  /** Whether a timer of that time, in epoch milliseconds by the clock, is that key's. */
  public static boolean isAt(String key, long time) {
    return Math.floorMod(time, EVERY) == timeOfDay(key);
  }

  /** Whether it is set. */
  public boolean isSet() {
    return set;
  }

  /** The timer is gone. */
  public void wentOff() {
    set = false;
  }

  /** Sets it for the next of the key's times. */
  public void set() {
    if (!set) {
      timers.registerProcessingTimeTimer(next(key, timers.currentProcessingTime()));
      set = true;
    }
  }

  /** The first of the key's times after now; both in epoch milliseconds. */
  public static long next(String key, long now) {
    return now - Math.floorMod(now - timeOfDay(key), EVERY) + EVERY;
  }

  private static long timeOfDay(String key) {
    return Math.floorMod(key.hashCode(), EVERY);
  }
}
