package io.rtoto.cli.formats;

import java.math.BigDecimal;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** One line of a comma-separated file. */
final class Row {
  private static final int LONGEST = 30;

  private final CSVRecord values;
  private final Map<String, Integer> places;

  Row(CSVRecord values, Map<String, Integer> places) {
    this.values = values;
    this.places = places;
  }

  /** The value, trimmed; "" when empty. */
  String text(String column) throws UnreadableLine {
    Integer place = places.get(column);
    if (place == null || place >= values.size()) {
      throw new UnreadableLine("There is no column " + column + "; expected one.");
    }
    return values.get(place).trim();
  }

  /** The value, which must not be empty. */
  String required(String column) throws UnreadableLine {
    String text = text(column);
    if (text.isEmpty()) {
      throw new UnreadableLine(column + " is empty; expected a value.");
    }
    return text;
  }

  /** The value as a number. */
  BigDecimal number(String column) throws UnreadableLine {
    return number(column, required(column));
  }

  /** A text as a number. */
  static BigDecimal number(String column, String text) throws UnreadableLine {
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw UnreadableLine.of(column, text, "a number");
    }
    // 1e999999999 is short to write and does not fit into memory when written out.
    if (Math.abs(number.scale()) > LONGEST || number.precision() > LONGEST) {
      throw UnreadableLine.of(column, text, "a number of no more than " + LONGEST + " digits");
    }
    return number;
  }

  /** The value as a whole number. */
  long whole(String column) throws UnreadableLine {
    try {
      return number(column).longValueExact();
    } catch (ArithmeticException e) {
      throw UnreadableLine.of(column, text(column), "a whole number");
    }
  }
}
