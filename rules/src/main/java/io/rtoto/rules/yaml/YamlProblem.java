package io.rtoto.rules.yaml;

import io.rtoto.rules.findings.Finding;

/** A piece of a file, such as a case or a setting, that cannot be read. */
public final class YamlProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final int length;
  private final String sentence;
  private final String hint;

  YamlProblem(int line, int column, int length, String sentence, String hint) {
    super(sentence, null, false, false);
    this.line = line;
    this.column = column;
    this.length = length;
    this.sentence = sentence;
    this.hint = hint;
  }

  /**
   * The problem as one of that file.
   *
   * @param path the file's path from the library's root
   * @param code what kind of problem it is there
   */
  public Finding in(String path, String code) {
    return new Finding(path, line, column, length, code, sentence, hint);
  }
}
