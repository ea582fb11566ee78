package io.rtoto.rules.tables;

/**
 * A cell that is not empty.
 *
 * @param sheet the name of its sheet; empty in a file of one sheet without a name
 * @param row from 1
 * @param column from 1
 * @param text what stands there: a number in plain digits, a date such as 2026-11-27, {@code true}
 *     or {@code false}; without blanks around it
 * @param doubt why it may be meant otherwise, in a sentence; empty where it is plain
 * @param place where it stands in its file
 */
public record SheetCell(String sheet, int row, int column, String text, String doubt, Place place) {
  private static final int LETTERS = 26;

  /**
   * Where a cell stands, for whoever opens the file.
   *
   * @param line from 1: of the text, or the row of a workbook
   * @param column from 1: of the line, or the column of a workbook
   * @param length how many characters it takes there; none in a workbook
   */
  public record Place(int line, int column, int length) {}

  /** As spreadsheets call it, such as {@code C7}. */
  public String address() {
    StringBuilder letters = new StringBuilder();
    for (int left = column; left > 0; left = (left - 1) / LETTERS) {
      letters.insert(0, (char) ('A' + (left - 1) % LETTERS));
    }
    return letters.append(row).toString();
  }

  /** The same in words, such as {@code Sheet Thresholds, cell C7}. */
  public String shown() {
    return sheet.isEmpty() ? "Cell " + address() : "Sheet %s, cell %s".formatted(sheet, address());
  }
}
