package io.rtoto.rules.authoring;

import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.tables.SheetCell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of a file in the rule language, whatever they were written in.
 *
 * @param text the rules
 * @param cells of a table, for each line of the text the cell that it comes from; else none
 * @param findings what of a table cannot be read, where its author finds it
 */
record RuleText(String text, List<SheetCell> cells, List<Finding> findings) {

  /** The rules of a file of the library. */
  static RuleText of(String path, String text) {
    return RuleLibrary.isTable(path)
        ? DecisionTable.rules(path, text)
        : new RuleText(text, List.of(), List.of());
  }

  /** What of a table cannot be read, and what is wrong with the rules, each thing once. */
  List<Finding> with(List<Finding> ofRules) {
    if (text.isEmpty() && !findings.isEmpty()) {
      return findings;
    }
    List<Finding> all = new ArrayList<>(findings);
    // What the head of a table says is said of each of its rows.
    Set<String> told = new HashSet<>();
    for (Finding finding : ofRules) {
      Finding written = asWritten(finding);
      String what = "%d:%d %s".formatted(written.line(), written.column(), written.code());
      if (cells.isEmpty() || told.add(what)) {
        all.add(written);
      }
    }
    return all;
  }

  /** What is wrong with a line of the text, where its author finds it. */
  Finding asWritten(Finding finding) {
    if (cells.isEmpty()) {
      return finding;
    }
    SheetCell cell = cells.get(Math.min(finding.line(), cells.size()) - 1);
    return of(cell, finding.file(), finding.code(), finding.message(), finding.hint());
  }

  /** The line where its author finds that word, from 1. */
  int lineOf(Word word) {
    return cells.isEmpty()
        ? word.line()
        : cells.get(Math.min(word.line(), cells.size()) - 1).place().line();
  }

  /** What is wrong with a cell. */
  static Finding of(SheetCell cell, String path, String code, String message, String hint) {
    return new Finding(
        path,
        cell.place().line(),
        cell.place().column(),
        cell.place().length(),
        code,
        cell.shown() + ": " + message,
        hint);
  }
}
