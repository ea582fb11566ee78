package io.rtoto.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does things at a steady pace, whether those before are over or not: what is late does not make
 * the next ones come later.
 *
 * @param perSecond how many
 */
record Pace(int perSecond) {
  /** One of those things. */
  @FunctionalInterface
  interface Step {
    /**
     * Does it; returns at once.
     *
     * @param number which, from 0
     * @param due when it was due, by {@code System.nanoTime}
     */
    void take(int number, long due);
  }

  /** So many per second. */
  static Pace of(int perSecond) {
    return new Pace(perSecond);
  }

  /** Does so many. */
  void run(int steps, Step step) {
    long began = System.nanoTime();
    for (int number = 0; number < steps; number++) {
      long due = began + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      step.take(number, due);
    }
  }
}
