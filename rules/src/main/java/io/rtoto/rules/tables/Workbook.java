package io.rtoto.rules.tables;

import io.rtoto.rules.tables.SheetCell.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * The first sheet of a workbook (Office Open XML), with what its formulas came to when it was
 * saved. Merged cells have what they hold in the first of them.
 */
final class Workbook {
  private static final int MOST_SHEETS = 50;

  /** Beyond so many digits a number is none of ours, and not worth writing out. */
  private static final int MOST_DIGITS = 30;

  /** What a format of a date may hold beside its letters: texts, colours, languages. */
  private static final Pattern BESIDE = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\[[^]]*]");

  private static final Pattern DATE = Pattern.compile("(?i)[ymdhs]");

  /** Decimals, a currency, percent: what is shown is not the number that stands there. */
  private static final Pattern MONEY = Pattern.compile("[.][0#?]|\\[\\$[^-]|\\p{Sc}|%");

  private Workbook() {}

  static Sheet read(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (bytes.length > Sheet.MOST_WORKBOOK_BYTES) {
      throw new UnreadableSheet(
          "The workbook is larger than %d MB.".formatted(Sheet.MOST_WORKBOOK_BYTES >> 20),
          "Maybe it holds pictures, or these are several tables.");
    }
    try {
      WorkbookParts.requireModest(bytes);
      try (ReadableWorkbook book =
          new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, false))) {
        org.dhatim.fastexcel.reader.Sheet first = first(book);
        try (Stream<Row> rows = first.openStream()) {
          return sheet(first.getName(), rows);
        }
      }
    } catch (UnreadableSheet e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Its reader throws whatever a torn file leads to.
      throw new UnreadableSheet(
          "This is no workbook that can be read.",
          "Maybe it is of an older format, or protected by a password: save it as .xlsx.");
    }
  }

  private static org.dhatim.fastexcel.reader.Sheet first(ReadableWorkbook book) {
    long sheets = book.getSheets().count();
    if (sheets > MOST_SHEETS) {
      throw new UnreadableSheet(
          "The workbook has %,d sheets; expected at most %d, of which the first is read."
              .formatted(sheets, MOST_SHEETS),
          "Maybe copy the table to a new one.");
    }
    org.dhatim.fastexcel.reader.Sheet first = book.getFirstSheet();
    if (first.getVisibility() != SheetVisibility.VISIBLE) {
      throw new UnreadableSheet(
          "Sheet %s is the first, and so the one that is read, but it is hidden."
              .formatted(first.getName()),
          "Maybe another was meant: put that one first.");
    }
    return first;
  }

  private static Sheet sheet(String name, Stream<Row> rows) {
    List<List<SheetCell>> all = new ArrayList<>();
    rows.limit(Sheet.MOST_ROWS + 1L)
        .forEach(
            row -> {
              List<SheetCell> cells = new ArrayList<>();
              row.stream().forEach(cell -> cell(name, cell).ifPresent(cells::add));
              if (!cells.isEmpty()) {
                all.add(cells);
              }
            });
    if (all.size() > Sheet.MOST_ROWS) {
      throw new UnreadableSheet(
          "The table has more than %,d rows.".formatted(Sheet.MOST_ROWS),
          "Maybe these are several tables.");
    }
    return new Sheet(all);
  }

  private static Optional<SheetCell> cell(String sheet, @Nullable Cell read) {
    if (read == null || read.getType() == CellType.EMPTY) {
      return Optional.empty();
    }
    String text = text(read).strip();
    String doubt = doubt(read, text);
    if (text.isEmpty() && doubt.isEmpty()) {
      return Optional.empty();
    }
    int row = read.getAddress().getRow() + 1;
    int column = read.getColumnIndex() + 1;
    return Optional.of(new SheetCell(sheet, row, column, text, doubt, new Place(row, column, 0)));
  }

  private static String text(Cell read) {
    Object value = read.getValue();
    if (!(value instanceof BigDecimal number)) {
      return value == null ? "" : String.valueOf(value);
    }
    if (isDate(read)) {
      return read.asDate().toLocalDate().toString();
    }
    boolean writable = Math.abs(number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS;
    BigDecimal shortest = writable ? number.stripTrailingZeros() : number;
    return writable ? shortest.toPlainString() : number.toString();
  }

  private static String doubt(Cell read, String text) {
    if (read.getType() == CellType.ERROR) {
      return "The cell is an error, %s.".formatted(read.getRawValue());
    }
    if (text.isEmpty() && read.getFormula() != null) {
      return "The formula came to nothing when the workbook was saved.";
    }
    String format = read.getDataFormatString();
    boolean otherwise =
        read.getValue() instanceof BigDecimal
            && !isDate(read)
            && format != null
            && MONEY.matcher(format).find();
    return otherwise
        ? "The number is %s, but it is shown with decimals, a currency or percent.".formatted(text)
        : "";
  }

  private static boolean isDate(Cell read) {
    String format = read.getDataFormatString();
    return format != null && DATE.matcher(BESIDE.matcher(format).replaceAll("")).find();
  }
}
