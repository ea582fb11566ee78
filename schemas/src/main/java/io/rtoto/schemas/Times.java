package io.rtoto.schemas;

import io.rtoto.schemas.deadletters.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened.
 *
 * @param at the time that counts
 * @param claimedAt the sender's time, where it lay so far ahead that {@code at} is not it
 * @param claimed whether the sender told a time at all, rather than only the receiver
 */
record Times(Instant at, @Nullable Instant claimedAt, boolean claimed) {
  static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  /** How far a sender's clock may run ahead of ours and still be believed. */
  static final Duration TRUSTED_LEAD = Duration.ofMinutes(5);

  /** Reads the times of a call. */
  static Times of(Fields call) throws Unsound {
    Instant receivedAt = instant(call, "receivedAt");
    Instant timestamp = instant(call, "timestamp");
    if (timestamp != null) {
      // Not read, and still no place for anything but a text.
      call.text("originalTimestamp");
      return of(timestamp, receivedAt);
    }
    Instant originalTimestamp = instant(call, "originalTimestamp");
    if (originalTimestamp != null) {
      return of(originalTimestamp, receivedAt);
    }
    if (receivedAt == null) {
      throw call.unexpected("timestamp", "an ISO instant such as 2026-11-22T08:30:00Z", "nothing");
    }
    return new Times(receivedAt, null, false);
  }

  /** A clock that runs ahead is put right; a year that nobody's clock can show is not a time. */
  private static Times of(Instant claimed, @Nullable Instant receivedAt) {
    return receivedAt != null
            && claimed.isAfter(EARLIEST)
            && claimed.isBefore(END)
            && claimed.minus(TRUSTED_LEAD).isAfter(receivedAt)
        ? new Times(receivedAt, claimed, true)
        : new Times(claimed, null, true);
  }

  /** Refuses a time that no customer's event of ours can have. */
  void check(Instant latest) throws Unsound {
    if (at.isBefore(EARLIEST) || !at.isBefore(END) || at.isAfter(latest)) {
      throw new Unsound(
          Reason.TIME_OUT_OF_RANGE,
          "/timestamp: expected a time from "
              + EARLIEST
              + " to "
              + (latest.isBefore(END) ? latest : END)
              + ", got "
              + at
              + ". Maybe the sender counts in another unit, or its clock is wrong.");
    }
  }

  private static @Nullable Instant instant(Fields call, String field) throws Unsound {
    String text = call.text(field);
    if (text == null) {
      return null;
    }
    Instant instant = parse(text);
    if (instant == null) {
      throw call.unexpected(
          field, "an ISO instant such as 2026-11-22T08:30:00Z", Fields.shown(call.value(field)));
    }
    return instant;
  }

  /** The instant that this text tells as {@link Instant#parse} reads it, or null when none. */
  static @Nullable Instant parse(String text) {
    Instant usual = usualForm(text);
    if (usual != null) {
      return usual;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * Reads {@code 2026-11-22T08:30:00Z} and {@code 2026-11-22T08:30:00.123Z}, which is what nearly
   * every sender writes; {@link Instant#parse} takes longer for it than for all else in an event.
   * Null when the text is anything else, right or wrong.
   */
  private static @Nullable Instant usualForm(String text) {
    int length = text.length();
    boolean whole = length == 20;
    if (!(whole || (length == 24 && text.charAt(19) == '.'))
        || text.charAt(length - 1) != 'Z'
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    int millis = whole ? 0 : digits(text, 20, 23);
    if (year < 0
        || month < 1
        || month > 12
        || day < 1
        || (day > 28 && day > YearMonth.of(year, month).lengthOfMonth())
        || (hour | minute | second | millis) < 0
        || hour > 23
        || minute > 59
        || second > 59) {
      return null;
    }
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * 86_400L
            + hour * 3_600L
            + minute * 60L
            + second;
    return Instant.ofEpochSecond(seconds, millis * 1_000_000L);
  }

  /** The number that these digits write, or a negative one when they are not all digits. */
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
