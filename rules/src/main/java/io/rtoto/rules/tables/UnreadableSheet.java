package io.rtoto.rules.tables;

/** A file that is no sheet, or one too large. */
public final class UnreadableSheet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String hint;

  UnreadableSheet(int line, int column, String message, String hint) {
    super(message, null, false, false);
    this.line = line;
    this.column = column;
    this.hint = hint;
  }

  UnreadableSheet(String message, String hint) {
    this(1, 1, message, hint);
  }

  UnreadableSheet(SheetCell cell, String message, String hint) {
    this(cell.place().line(), cell.place().column(), cell.shown() + ": " + message, hint);
  }

  /** Where, from 1. */
  public int line() {
    return line;
  }

  /** Where in that line, from 1. */
  public int column() {
    return column;
  }

  /** What may be meant, in a sentence; empty where we have no idea. */
  public String hint() {
    return hint;
  }
}
