package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.DecisionTable.Complaints;
import io.rtoto.rules.tables.Sheet;
import io.rtoto.rules.tables.SheetCell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The head of a decision table: which columns ask, and which act; of which facts; and what of them.
 *
 * @param corner its first cell
 * @param facts from left to right, those that are asked for before those that are made
 * @param known the columns that the head says something of
 */
record TableHead(SheetCell corner, List<TableFact> facts, Set<Integer> known) {
  /** How many rows it has. */
  static final int ROWS = 3;

  private static final String WHEN = "when";
  private static final String THEN = "then";

  /**
   * Reads the head. What a merged cell says is in the first of its columns: an empty cell says the
   * same as the one before it.
   *
   * @param rows when and then; the facts; their fields
   * @return empty where nobody knows which columns ask and which act
   */
  static Optional<TableHead> read(List<List<SheetCell>> rows, Complaints complaints) {
    List<SheetCell> phases = rows.get(0).subList(1, rows.get(0).size());
    SheetCell corner = rows.get(0).get(0);
    if (!isSound(corner, phases, complaints)) {
      return Optional.empty();
    }
    List<TableFact> facts = new ArrayList<>();
    Set<Integer> known = new HashSet<>();
    int width = Math.max(widthOf(rows.get(1)), widthOf(rows.get(2)));
    TableFact current = null;
    for (int column = 1; column <= width; column++) {
      Optional<SheetCell> fact = Sheet.in(rows.get(1), column);
      Optional<SheetCell> field = Sheet.in(rows.get(2), column);
      boolean comment =
          Stream.of(fact, field).flatMap(Optional::stream).anyMatch(DecisionTable::isComment);
      if (comment) {
        known.add(column);
        continue;
      }
      String phase = phaseOf(column, phases);
      if (fact.isPresent() && !isSame(fact.get(), field, phase, current)) {
        current = TableFact.read(fact.get(), phase.equals(WHEN), complaints).orElse(null);
        Optional.ofNullable(current).ifPresent(facts::add);
      }
      TableFact of = current;
      if (field.isPresent()) {
        known.add(column);
        if (phase.isEmpty() || (fact.isEmpty() && facts.isEmpty())) {
          complaints.add(
              field.get(),
              "syntax",
              "There is no %s above %s."
                  .formatted(phase.isEmpty() ? "when or then" : "fact", field.get().text()),
              "");
        } else if (of != null) {
          of.readField(field.get(), complaints);
        }
      }
    }
    facts.forEach(fact -> fact.requireFields(complaints));
    return Optional.of(new TableHead(corner, facts, known));
  }

  private static boolean isSound(SheetCell corner, List<SheetCell> phases, Complaints complaints) {
    List<SheetCell> others =
        phases.stream().filter(cell -> !List.of(WHEN, THEN).contains(cell.text())).toList();
    others.forEach(
        other ->
            complaints.add(
                other,
                "syntax",
                "Expected when or then, but found %s.".formatted(other.text()),
                ""));
    List<String> missing =
        Stream.of(WHEN, THEN)
            .filter(phase -> phases.stream().noneMatch(cell -> cell.text().equals(phase)))
            .toList();
    if (others.isEmpty() && !missing.isEmpty()) {
      complaints.add(
          corner,
          "syntax",
          "The head of the table has no %s.".formatted(String.join(" and no ", missing)),
          "");
    }
    return others.isEmpty() && missing.isEmpty();
  }

  private static int widthOf(List<SheetCell> row) {
    return row.get(row.size() - 1).column();
  }

  private static String phaseOf(int column, List<SheetCell> phases) {
    return phases.stream()
        .filter(phase -> phase.column() <= column)
        .reduce((first, second) -> second)
        .map(SheetCell::text)
        .orElse("");
  }

  /** Whoever fills each column instead of merging them means one fact all the same. */
  private static boolean isSame(
      SheetCell fact, Optional<SheetCell> field, String phase, @Nullable TableFact current) {
    return current != null
        && current.asks() == phase.equals(WHEN)
        && current.cell().text().equals(fact.text())
        && (current.asks() || field.filter(current::has).isEmpty());
  }

  /** Tells what stands in a column that the head says nothing of. */
  void judge(List<SheetCell> row, Complaints complaints) {
    row.stream()
        .filter(cell -> cell.column() > 1 && !known.contains(cell.column()))
        .forEach(
            cell ->
                complaints.add(
                    cell,
                    "syntax",
                    "The head of the table says nothing of this column, but found %s."
                        .formatted(cell.text()),
                    "Maybe a note: begin the column's head with //."));
  }

  /** Writes what a row asks, and what it does. */
  void write(List<SheetCell> row, RuleLines lines, Complaints complaints) {
    List<TableFact> asked = facts.stream().filter(TableFact::asks).toList();
    lines.add(WHEN, row.get(0));
    for (int i = 0; i < asked.size(); i++) {
      asked.get(i).ask(row, i == 0, lines, complaints);
    }
    lines.add(THEN, row.get(0));
    facts.stream().filter(fact -> !fact.asks()).forEach(fact -> fact.make(row, lines, complaints));
  }
}
