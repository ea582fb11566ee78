package io.rtoto.rules.cases;

import io.rtoto.rules.findings.Finding;
import java.util.List;

/**
 * What became of a case.
 *
 * @param file the path of its file from the library's root
 * @param line where it begins, from 1
 * @param name its sentence
 * @param differences what was expected and what came instead, in sentences; empty when it holds
 */
public record CaseResult(String file, int line, String name, List<String> differences) {
  /** What became of a case that cannot be read. */
  static CaseResult of(Finding unreadable) {
    String told =
        "Line %d, column %d: %s"
            .formatted(unreadable.line(), unreadable.column(), unreadable.message());
    String hint = unreadable.hint().isEmpty() ? "" : " " + unreadable.hint();
    return new CaseResult(
        unreadable.file(), unreadable.line(), "The case cannot be read", List.of(told + hint));
  }

  /** Whether the rules do what the case expects. */
  public boolean holds() {
    return differences.isEmpty();
  }

  /** As compilers say it, with the differences on lines of their own. */
  @Override
  public String toString() {
    String where = file + ":" + line + ": " + name;
    return holds() ? where + ": holds" : where + "\n  " + String.join("\n  ", differences);
  }
}
