package io.rtoto.rules.cases;

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
