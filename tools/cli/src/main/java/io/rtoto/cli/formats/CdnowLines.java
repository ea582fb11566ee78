package io.rtoto.cli.formats;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;

/**
 * Purchases of the CDNOW data set, in US dollars. The sample has a column more than the whole (the
 * sample's own customer number, second), so values are counted from the end. A purchase has a date
 * only: it is taken to be at midnight UTC.
 */
final class CdnowLines implements LineReader {
  private final String label;

  CdnowLines(String label) {
    this.label = label;
  }

  @Override
  public void read(long number, byte[] line, Consumer<byte[]> calls) throws UnreadableLine {
    String purchase = new String(line, StandardCharsets.UTF_8);
    calls.accept(purchase(purchase, Call.lineId(label, number)).json());
  }

  @Override
  public String expected() {
    return "a customer's number, a date, a number of CDs and dollars, separated by blanks";
  }

  private static Call purchase(String line, String lineId) throws UnreadableLine {
    String[] values = line.trim().split("\\s+", -1);
    int last = values.length - 1;
    if (values.length != 4 && values.length != 5) {
      throw new UnreadableLine("Expected 4 or 5 values, but found " + values.length + ".");
    }
    BigDecimal discs = Row.number("CDs", values[last - 1]);
    return Call.ofUser("Order Completed", lineId, values[0], date(values[last - 2]))
        .with("order_id", lineId)
        .with("total", Row.number("dollars", values[last]))
        .with("currency", "USD")
        .with("pieces", discs);
  }

  private static Instant date(String text) throws UnreadableLine {
    try {
      return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)
          .atStartOfDay()
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw UnreadableLine.of("The date", text, "one such as 19970118");
    }
  }
}
