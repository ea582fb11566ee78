package io.rtoto.schemas;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads an instant as {@link Instant#parse} does, but the form that is written digit by digit:
 * Java's formatter was a seventh of what it takes to go through a journal.
 */
public final class IsoTime {
  private static final String FORM = "0000-00-00T00:00:00";
  private static final int MOST_DECIMALS = 9;

  private IsoTime() {}

  /**
   * The instant.
   *
   * @throws java.time.format.DateTimeParseException when the text is none
   */
  public static Instant parse(String text) {
    Instant plain = plain(text);
    return plain == null ? Instant.parse(text) : plain;
  }

  /** The instant; null where the text has another form, or is none. */
  static @Nullable Instant plain(String text) {
    int end = text.length() - 1;
    if (end < FORM.length() || text.charAt(end) != 'Z' || !isOfTheForm(text)) {
      return null;
    }
    int nano = nano(text, end);
    int hour = number(text, 11);
    int minute = number(text, 14);
    int second = number(text, 17);
    if (nano < 0 || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    try {
      LocalDate day =
          LocalDate.of(number(text, 0) * 100 + number(text, 2), number(text, 5), number(text, 8));
      return Instant.ofEpochSecond(
          day.toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second, nano);
    } catch (DateTimeException e) {
      // There is no such day: whoever is asked next says so.
      return null;
    }
  }

  private static boolean isOfTheForm(String text) {
    for (int place = 0; place < FORM.length(); place++) {
      char expected = FORM.charAt(place);
      char found = text.charAt(place);
      if (expected == '0' ? !isDigit(found) : found != expected) {
        return false;
      }
    }
    return true;
  }

  /** The decimals of a second up to that place; -1 where there are none behind a point. */
  private static int nano(String text, int end) {
    if (end == FORM.length()) {
      return 0;
    }
    int decimals = end - FORM.length() - 1;
    if (text.charAt(FORM.length()) != '.' || decimals < 1 || decimals > MOST_DECIMALS) {
      return -1;
    }
    int nano = 0;
    for (int place = 0; place < MOST_DECIMALS; place++) {
      char digit = place < decimals ? text.charAt(FORM.length() + 1 + place) : '0';
      if (!isDigit(digit)) {
        return -1;
      }
      nano = nano * 10 + digit - '0';
    }
    return nano;
  }

  private static boolean isDigit(char one) {
    return one >= '0' && one <= '9';
  }

  /** Two digits. */
  private static int number(String text, int place) {
    return (text.charAt(place) - '0') * 10 + text.charAt(place + 1) - '0';
  }
}
