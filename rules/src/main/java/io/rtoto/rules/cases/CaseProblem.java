package io.rtoto.rules.cases;

import io.rtoto.rules.authoring.Finding;

/** A case, or a setting, that cannot be read. */
public final class CaseProblem extends RuntimeException {
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
    return in(path, "unreadable-case");
  }

  /** The same, of that kind of problem. */
  public Finding in(String path, String code) {
    return new Finding(path, line, column, code, sentence, hint);
  }
}
