package io.rtoto.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes an instant exactly as {@link Instant#toString} gives it, but digit by digit: an event
 * makes some ten of them, and Java's formatter was a twentieth of the Java code of "What now?".
 */
final class InstantSerializer extends StdScalarSerializer<Instant> {
  private static final long serialVersionUID = 1;

  private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();

  private static final char[] BLANK = "0000-00-00T00:00:00.000000000Z".toCharArray();
  private static final int POINT = 19;

  InstantSerializer() {
    super(Instant.class);
  }

  @Override
  public void serialize(Instant at, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    long second = at.getEpochSecond();
    if (second < YEAR_0 || second >= YEAR_10000) {
      json.writeString(at.toString());
      return;
    }
    LocalDateTime utc = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    char[] text = BLANK.clone();
    put(utc.getYear(), text, 4);
    put(utc.getMonthValue(), text, 7);
    put(utc.getDayOfMonth(), text, 10);
    put(utc.getHour(), text, 13);
    put(utc.getMinute(), text, 16);
    put(utc.getSecond(), text, 19);
    int end = putFraction(at.getNano(), text);
    text[end] = 'Z';
    json.writeString(text, 0, end + 1);
  }

  /** Three digits, six or nine, as many as are needed; none and no point for a whole second. */
  private static int putFraction(int nano, char[] text) {
    if (nano == 0) {
      return POINT;
    }
    int digits = 9;
    int fraction = nano;
    while (fraction % 1_000 == 0) {
      fraction /= 1_000;
      digits -= 3;
    }
    int end = POINT + 1 + digits;
    put(fraction, text, end);
    return end;
  }

  /** Puts a number over zeros, so that it ends before that place. */
  private static void put(int number, char[] text, int end) {
    int place = end;
    for (int rest = number; rest > 0; rest /= 10) {
      place--;
      text[place] = (char) ('0' + rest % 10);
    }
  }
}
