package io.rtoto.jobs.association;

import java.time.Duration;
import java.time.Instant;

/**
 * How much came together, where what is old counts less: halved each half-life. What comes late
 * counts as much as if it had come in time.
 *
 * @param weight as of {@code milli}
 * @param milli the time of the newest that was added, in milliseconds since 1970
 */
public record Decayed(double weight, long milli) {
  static final Decayed NOTHING = new Decayed(0, 0);

  /** With one more of that time. */
  Decayed plusOne(Instant when, Duration halfLife) {
    long one = when.toEpochMilli();
    return weight == 0 || one >= milli
        ? new Decayed(at(one, halfLife) + 1, one)
        : new Decayed(weight + left(milli - one, halfLife), milli);
  }

  /** What is left at that time. */
  double at(long time, Duration halfLife) {
    return weight == 0 ? 0 : weight * left(time - milli, halfLife);
  }

  private static double left(long millis, Duration halfLife) {
    return Math.pow(2, -millis / (double) halfLife.toMillis());
  }
}
