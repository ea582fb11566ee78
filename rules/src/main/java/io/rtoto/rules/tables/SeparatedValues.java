package io.rtoto.rules.tables;

import io.rtoto.rules.tables.SheetCell.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Text whose cells are separated by commas, or by what a spreadsheet writes where a comma has
 * another meaning: semicolons or tabs. A cell in quotes may hold any of these, as RFC 4180 has it.
 */
final class SeparatedValues {
  private static final char QUOTE = '"';

  /** The first cell that is a word of ours shows what stands between cells. */
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^\"?(?:@\\w+|rule)\"?([,;\t])");

  private final String text;
  private final char separator;
  private final List<List<SheetCell>> rows = new ArrayList<>();

  /** Where the record begins that is read. */
  private int at;

  private int line = 1;

  private SeparatedValues(String text) {
    this.text = text;
    Matcher first = SEPARATOR.matcher(text);
    separator = first.find() ? first.group(1).charAt(0) : ',';
  }

  static Sheet read(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > Sheet.MOST_TEXT_BYTES) {
      throw new UnreadableSheet(
          "The table is larger than %d KB.".formatted(Sheet.MOST_TEXT_BYTES >> 10),
          "Maybe these are several tables.");
    }
    return new SeparatedValues(text).sheet();
  }

  private Sheet sheet() {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(separator).setIgnoreEmptyLines(false).get();
    try (CSVParser records = CSVParser.parse(text, format)) {
      for (CSVRecord record : records) {
        add(record);
      }
      return new Sheet(rows);
    } catch (IOException | UncheckedIOException e) {
      throw new UnreadableSheet(
          line,
          Math.max(1, text.indexOf(QUOTE, at) - at + 1),
          "The row cannot be read: a quote in it has no partner, or stands inside a text.",
          "Maybe a quote is missing at the end of a cell, or is to be doubled.");
    }
  }

  private void add(CSVRecord record) {
    if (record.getRecordNumber() > Sheet.MOST_ROWS) {
      throw new UnreadableSheet(
          line,
          1,
          "The table has more than %,d rows.".formatted(Sheet.MOST_ROWS),
          "Maybe these are several tables.");
    }
    List<SheetCell> cells = new ArrayList<>();
    int row = (int) record.getRecordNumber();
    for (int i = 0; i < record.size(); i++) {
      String value = record.get(i);
      int length = lengthAsWritten(value);
      if (!value.isBlank()) {
        int column = at - text.lastIndexOf('\n', at - 1);
        cells.add(
            new SheetCell("", row, i + 1, value.strip(), "", new Place(line, column, length)));
      }
      skip(length);
    }
    if (!cells.isEmpty()) {
      rows.add(cells);
    }
  }

  /** A cell in quotes has two of them around it, and two for each inside. */
  private int lengthAsWritten(String value) {
    boolean quoted = at < text.length() && text.charAt(at) == QUOTE;
    return value.length() + (quoted ? 2 + (int) value.chars().filter(c -> c == QUOTE).count() : 0);
  }

  /** To where the next cell begins: behind what separates it from this one. */
  private void skip(int length) {
    line += (int) text.substring(at, at + length).chars().filter(c -> c == '\n').count();
    at += length;
    while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
      at++;
    }
    if (at < text.length()) {
      line += text.charAt(at) == '\n' ? 1 : 0;
      at++;
    }
  }
}
