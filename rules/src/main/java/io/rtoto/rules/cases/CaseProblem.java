package io.rtoto.rules.cases;

import io.rtoto.rules.authoring.Finding;

/** A case that cannot be read. */
final class CaseProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String sentence;
  private final String hint;

  CaseProblem(int line, int column, String sentence, String hint) {
    super(sentence, null, false, false);
    this.line = line;
    this.column = column;
    this.sentence = sentence;
    this.hint = hint;
  }

  /** The problem as one of that file. */
  Finding in(String path) {
    return new Finding(path, line, column, "unreadable-case", sentence, hint);
  }
}
