package io.rtoto.rules.findings;

import java.util.Comparator;
import java.util.List;

/**
 * A problem of a file of the library.
 *
 * @param file its path from the library's root; {@code .} where it is the library as a whole
 * @param line from 1
 * @param column from 1
 * @param length how many characters from there on are meant, all on that line; 0 where something is
 *     missing there
 * @param code what kind of problem, one of {@link Codes}
 * @param message a sentence: what, which value, what was expected
 * @param hint a sentence that begins with Maybe; empty where we have no idea
 */
public record Finding(
    String file, int line, int column, int length, String code, String message, String hint) {
  /** By file and place. */
  public static final Comparator<Finding> IN_ORDER =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparingInt(Finding::column);

  private static final String LIBRARY = ".";

  /** Its code is one that tools can look up. */
  public Finding {
    Codes.require(code);
  }

  /** A problem of the library as a whole. */
  public static Finding ofLibrary(String code, String message, String hint) {
    return new Finding(LIBRARY, 1, 1, 0, code, message, hint);
  }

  /** The column after the last character that is meant. */
  public int endColumn() {
    return column + length;
  }

  /**
   * The line that is meant, with its number, and a line that marks the place in it; nothing where
   * the text has no such line.
   *
   * @param text the file's
   */
  public List<String> excerpt(String text) {
    List<String> lines = List.of(text.split("\n", -1));
    if (file.equals(LIBRARY) || line > lines.size()) {
      return List.of();
    }
    String meant = lines.get(line - 1);
    int from = Math.min(column - 1, meant.length());
    int to = Math.max(from, Math.min(from + length, meant.length()));
    String number = "%4d | ".formatted(line);
    String marks = "^".repeat(Math.max(1, widthOf(meant.substring(from, to))));
    return List.of(number + meant, "     | " + blank(meant.substring(0, from)) + marks);
  }

  /** As wide as that text: a tab stays one, and a character of Chinese is two wide. */
  private static String blank(String text) {
    StringBuilder blank = new StringBuilder();
    text.codePoints().forEach(c -> blank.append(c == '\t' ? "\t" : " ".repeat(widthOf(c))));
    return blank.toString();
  }

  private static int widthOf(String text) {
    return text.codePoints().map(Finding::widthOf).sum();
  }

  /** Of what stands in a rule: Chinese, its punctuation, and letters as wide as these. */
  private static int widthOf(int c) {
    boolean wide =
        Character.isIdeographic(c) || (c >= 0x3000 && c <= 0x30FF) || (c >= 0xFF01 && c <= 0xFF60);
    return wide ? 2 : 1;
  }

  /** As compilers say it: {@code file:line:column: message hint}. */
  @Override
  public String toString() {
    String where = file.equals(LIBRARY) ? "" : file + ":" + line + ":" + column + ": ";
    return hint.isEmpty() ? where + message : where + message + " " + hint;
  }
}
