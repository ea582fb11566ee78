package io.rtoto.cli.lines;

import java.time.Instant;
import java.util.Locale;

/** A time as text that sorts as times do. */
public final class TimeKey {
  // Makes times before 1970 positive: text does not sort signs.
  private static final long OFFSET = 1L << 60;

  private TimeKey() {}

  /** The key of that time: always of the same length. */
  public static String of(Instant time) {
    return String.format(Locale.ROOT, "%019d%09d", OFFSET + time.getEpochSecond(), time.getNano());
  }
}
