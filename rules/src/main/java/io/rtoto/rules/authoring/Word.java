package io.rtoto.rules.authoring;

/**
 * A word of a rule file.
 *
 * @param kind what it is
 * @param text as written; a text without its quotes
 * @param line from 1
 * @param column from 1
 */
record Word(Kind kind, String text, int line, int column) {
  enum Kind {
    /** Letters, digits, underscores and inner hyphens: {@code rule}, {@code agenda-group}. */
    NAME,
    /** {@code $products}. */
    VARIABLE,
    /** {@code "free-delivery"}. */
    TEXT,
    /** {@code 20000}. */
    NUMBER,
    /** {@code (}, {@code >=}. */
    SIGN,
    /** The file is over. */
    END
  }

  /** The start of a file, for what is wrong with all of it. */
  static final Word START = new Word(Kind.END, "", 1, 1);

  /** How many characters it has as written. */
  int length() {
    return kind == Kind.TEXT ? text.length() + 2 : text.length();
  }

  /** Where something is missing after it. */
  Word end() {
    return new Word(Kind.END, "", line, column + length());
  }

  boolean is(String expected) {
    return (kind == Kind.NAME || kind == Kind.SIGN) && text.equals(expected);
  }

  /** The word as a reader would recognise it. */
  String shown() {
    return switch (kind) {
      case END -> "the end of the file";
      case TEXT -> '"' + text + '"';
      default -> text;
    };
  }
}
