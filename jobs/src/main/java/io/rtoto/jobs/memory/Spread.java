package io.rtoto.jobs.memory;

/** Numbers that look like chance, and hang on what they are made of alone. */
public final class Spread {
  /** The golden ratio, as a part of all longs (Fibonacci hashing: Knuth, 6.4). */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The highest bits of a long that a fraction has room for, and what the lowest is worth. */
  private static final int FRACTION_SHIFT = 11;

  private static final double FRACTION_UNIT = 0x1.0p-53;

  private Spread() {}

  /** Spreads what differs in any bit over the highest bits. */
  public static long over(long number) {
    return number * GOLDEN;
  }

  /** A number from 0 to below 1, of the highest bits. */
  public static double fraction(long spread) {
    return (spread >>> FRACTION_SHIFT) * FRACTION_UNIT;
  }
}
