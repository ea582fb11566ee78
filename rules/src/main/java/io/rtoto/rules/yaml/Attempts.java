package io.rtoto.rules.yaml;

import io.rtoto.rules.findings.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads pieces of a file one after the other: one that cannot be read hides nothing of the others,
 * and all problems are told together.
 */
public final class Attempts {
  private final List<YamlProblem> problems = new ArrayList<>();

  /** What that reads; empty where it reads nothing, or cannot be read, which is noted. */
  public <T> Optional<T> read(Supplier<T> reading) {
    try {
      return Optional.ofNullable(reading.get());
    } catch (YamlProblem problem) {
      note(problem);
      return Optional.empty();
    }
  }

  /** Does that, as far as it can be read. */
  public void run(Runnable reading) {
    try {
      reading.run();
    } catch (YamlProblem problem) {
      note(problem);
    }
  }

  /** What cannot be read. */
  public void note(YamlProblem problem) {
    problems.add(problem);
  }

  /** Whether all could be read until now. */
  public boolean succeeded() {
    return problems.isEmpty();
  }

  /**
   * Tells all that was noted, if anything was.
   *
   * @throws YamlProblem that has all of them
   */
  public void conclude() {
    if (!succeeded()) {
      throw YamlProblem.of(problems);
    }
  }

  /**
   * All that was noted, as problems of that file.
   *
   * @param path the file's path from the library's root
   * @param code what kind of problem each is there
   */
  public List<Finding> findings(String path, String code) {
    return problems.stream().flatMap(problem -> problem.all(path, code).stream()).toList();
  }
}
