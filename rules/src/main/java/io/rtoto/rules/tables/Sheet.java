package io.rtoto.rules.tables;

import io.rtoto.rules.tables.SheetCell.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The sheet of a spreadsheet, or the first of several.
 *
 * @param rows those that are not empty, from top to bottom, each with its cells from left to right
 */
public record Sheet(List<List<SheetCell>> rows) {
  /** How the name of a workbook ends. */
  public static final String WORKBOOK = ".xlsx";

  /** The largest text, in bytes. */
  static final int MOST_TEXT_BYTES = 64 << 10;

  /** The largest workbook, in bytes. */
  static final int MOST_WORKBOOK_BYTES = 1 << 20;

  /** Beyond so many rows nobody has an overview. */
  static final int MOST_ROWS = 2_000;

  /** Nor beyond so many columns. */
  static final int MOST_COLUMNS = 100;

  /** What is longer is no value, and is not read by anybody in a cell. */
  static final int MOST_CHARACTERS = 1_000;

  /**
   * The rows of a sheet.
   *
   * @throws UnreadableSheet when a cell is too far to the right, or too long
   */
  public Sheet {
    rows.forEach(row -> row.forEach(Sheet::requireModest));
  }

  private static void requireModest(SheetCell cell) {
    if (cell.column() > MOST_COLUMNS) {
      throw new UnreadableSheet(
          cell,
          "The table has more than %d columns.".formatted(MOST_COLUMNS),
          "Maybe the cell was filled by mistake, or these are several tables.");
    }
    if (cell.text().length() > MOST_CHARACTERS) {
      throw new UnreadableSheet(
          cell,
          "The cell holds %,d characters; expected at most %,d."
              .formatted(cell.text().length(), MOST_CHARACTERS),
          "Maybe it was filled by mistake, or a note is better kept elsewhere.");
    }
  }

  /** The most bytes that are read of a file: one more than the largest has. */
  public static int mostBytes(String path) {
    return 1 + (path.endsWith(WORKBOOK) ? MOST_WORKBOOK_BYTES : MOST_TEXT_BYTES);
  }

  /**
   * What a file holds, as text: that of a workbook is base64.
   *
   * @param path its name says whether it is a workbook
   */
  public static String textOf(String path, byte[] bytes) {
    return path.endsWith(WORKBOOK)
        ? Base64.getEncoder().encodeToString(bytes)
        : new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Reads a file.
   *
   * @param path its name says whether it is a workbook
   * @param text as {@link #textOf} has it
   * @throws UnreadableSheet when it is too large, or none
   */
  public static Sheet read(String path, String text) {
    return path.endsWith(WORKBOOK) ? Workbook.read(text) : SeparatedValues.read(text);
  }

  /** The cell of a row in that column; empty when nothing stands there. */
  public static Optional<SheetCell> in(List<SheetCell> row, int column) {
    return row.stream().filter(cell -> cell.column() == column).findAny();
  }

  /**
   * A cell of a row in which nothing stands.
   *
   * @param column behind the first cell of the row that is not empty
   */
  public static SheetCell emptyIn(List<SheetCell> row, int column) {
    SheetCell before =
        row.stream()
            .filter(cell -> cell.column() < column)
            .reduce((first, second) -> second)
            .orElse(row.get(0));
    Place end = before.place();
    int beyond = end.column() + end.length() + column - before.column();
    return new SheetCell(
        before.sheet(), before.row(), column, "", "", new Place(end.line(), beyond, 0));
  }
}
