package io.rtoto.rules.authoring;

import io.rtoto.rules.tables.SheetCell;
import java.util.ArrayList;
import java.util.List;

/** Rules line by line, each with the cell that it comes from. */
final class RuleLines {
  private final List<String> lines = new ArrayList<>();
  private final List<SheetCell> cells = new ArrayList<>();

  void add(String line, SheetCell from) {
    lines.add(line);
    cells.add(from);
  }

  /** Empty where there is no line. */
  String text() {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /** For each line, in order. */
  List<SheetCell> cells() {
    return List.copyOf(cells);
  }
}
