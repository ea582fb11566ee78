package io.rtoto.rules.findings;

/**
 * A problem of a file of the library.
 *
 * @param file its path from the library's root; {@code .} where it is the library as a whole
 * @param line from 1
 * @param column from 1
 * @param code what kind of problem, such as {@code unknown-field}; never changes, for tools
 * @param message a sentence: what, which value, what was expected
 * @param hint a sentence that begins with Maybe; empty where we have no idea
 */
public record Finding(String file, int line, int column, String code, String message, String hint) {
  private static final String LIBRARY = ".";

  /** A problem of the library as a whole. */
  public static Finding ofLibrary(String code, String message, String hint) {
    return new Finding(LIBRARY, 1, 1, code, message, hint);
  }

  /** As compilers say it: {@code file:line:column: message hint}. */
  @Override
  public String toString() {
    String where = file.equals(LIBRARY) ? "" : file + ":" + line + ":" + column + ": ";
    return hint.isEmpty() ? where + message : where + message + " " + hint;
  }
}
