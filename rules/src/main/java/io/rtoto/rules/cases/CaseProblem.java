package io.rtoto.rules.cases;

/** A case that cannot be read. */
final class CaseProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String sentence;

  CaseProblem(int line, int column, String message, String hint) {
    super(message, null, false, false);
    this.line = line;
    this.column = column;
    this.sentence = hint.isEmpty() ? message : message + " " + hint;
  }

  int line() {
    return line;
  }

  /** Where and what. */
  String told() {
    return "Line %d, column %d: %s".formatted(line, column, sentence);
  }
}
