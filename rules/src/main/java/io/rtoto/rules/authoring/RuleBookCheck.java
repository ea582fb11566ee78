package io.rtoto.rules.authoring;

import io.rtoto.rules.findings.Finding;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks a library before it is published: the house law of rule files, then the compiler, then
 * what the compiled code would touch.
 */
public final class RuleBookCheck {
  private RuleBookCheck() {}

  /**
   * Every problem of every file of a library, by file and line; empty when all is well.
   *
   * @throws java.io.UncheckedIOException when the folder cannot be read
   */
  public static List<Finding> check(Path library) {
    return check(RuleLibrary.rulesIn(library));
  }

  /** The same, of files that are at hand. */
  public static List<Finding> check(RuleLibrary library) {
    return CheckedRules.of(library).findings();
  }
}
