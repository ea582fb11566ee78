package io.rtoto.rules.yaml;

import io.rtoto.rules.findings.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A piece of a file, such as a case or a setting, that cannot be read, for one reason or more. */
public final class YamlProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final int length;
  private final String sentence;
  private final String hint;
  private final transient List<YamlProblem> others;

  YamlProblem(int line, int column, int length, String sentence, String hint) {
    this(line, column, length, sentence, hint, List.of());
  }

  private YamlProblem(
      int line, int column, int length, String sentence, String hint, List<YamlProblem> others) {
    super(sentence, null, false, false);
    this.line = line;
    this.column = column;
    this.length = length;
    this.sentence = sentence;
    this.hint = hint;
    this.others = others;
  }

  /** All of these; the first comes first. */
  static YamlProblem of(List<YamlProblem> problems) {
    YamlProblem first = problems.get(0);
    List<YamlProblem> others = new ArrayList<>(first.others);
    others.addAll(problems.subList(1, problems.size()));
    return new YamlProblem(
        first.line, first.column, first.length, first.sentence, first.hint, List.copyOf(others));
  }

  /**
   * Each reason, as a problem of that file.
   *
   * @param path the file's path from the library's root
   * @param code what kind of problem it is there
   */
  public List<Finding> all(String path, String code) {
    return Stream.concat(
            Stream.of(in(path, code)), others.stream().flatMap(one -> one.all(path, code).stream()))
        .toList();
  }

  /**
   * The first reason, as a problem of that file.
   *
   * @param path the file's path from the library's root
   * @param code what kind of problem it is there
   */
  public Finding in(String path, String code) {
    return new Finding(path, line, column, length, code, sentence, hint);
  }
}
