package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.DecisionTable.Complaints;
import io.rtoto.rules.findings.NearestWord;
import io.rtoto.rules.tables.Sheet;
import io.rtoto.rules.tables.SheetCell;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A fact in the head of a decision table, with the columns below it. */
final class TableFact {
  private static final Pattern FACT = Pattern.compile("(?:(?:not|exists) +)?([A-Za-z]\\w*)");
  private static final Pattern BINDING = Pattern.compile("\\$\\w+ *: *\\w+");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z]\\w*");
  private static final Pattern COMPARISON =
      Pattern.compile("([A-Za-z]\\w*)(?: *(==|!=|<=|>=|<|>)| +((?:not +)?(?:in|contains)))?");

  private final SheetCell cell;
  private final boolean asks;
  private final Map<String, Fields.Kind> fields;
  private final @Nullable Class<?> type;
  private final List<Column> columns = new ArrayList<>();

  /**
   * A column that has a value in each row.
   *
   * @param head its cell in the head
   * @param field of the fact
   * @param operator how that is compared with the value; empty where it gets the value
   */
  private record Column(SheetCell head, String field, String operator) {}

  private TableFact(SheetCell cell, String name, boolean asks) {
    this.cell = cell;
    this.asks = asks;
    this.type = Vocabulary.facts().get(name);
    this.fields = type == null ? Map.of() : Fields.of(type);
  }

  /**
   * Reads the cell of a fact.
   *
   * @param asks whether rules ask for the fact; else they make it
   */
  static Optional<TableFact> read(SheetCell cell, boolean asks, Complaints complaints) {
    Matcher fact = FACT.matcher(cell.text());
    if (fact.matches() && (asks || fact.group(1).equals(cell.text()))) {
      return Optional.of(new TableFact(cell, fact.group(1), asks));
    }
    complaints.add(
        cell,
        "syntax",
        "Expected a fact such as %s, but found %s."
            .formatted(asks ? "Customer" : "Offer", cell.text()),
        "");
    return Optional.empty();
  }

  SheetCell cell() {
    return cell;
  }

  /** Whether rules ask for it; else they make it. */
  boolean asks() {
    return asks;
  }

  boolean has(SheetCell field) {
    return columns.stream().anyMatch(column -> column.field().equals(field.text()));
  }

  /** Reads what a column below it is about. */
  void readField(SheetCell head, Complaints complaints) {
    Matcher comparison = COMPARISON.matcher(head.text());
    if (asks && BINDING.matcher(head.text()).matches()) {
      columns.add(new Column(head, "", ""));
    } else if (asks && comparison.matches()) {
      String field = comparison.group(1);
      String operator =
          Optional.ofNullable(comparison.group(2))
              .or(() -> Optional.ofNullable(comparison.group(3)))
              .orElse(fields.get(field) == Fields.Kind.LIST ? "contains" : "==");
      columns.add(new Column(head, field, operator));
    } else if (!asks && FIELD.matcher(head.text()).matches()) {
      columns.add(new Column(head, head.text(), ""));
      judgeField(head, complaints);
    } else {
      complaints.add(
          head,
          "syntax",
          "Expected %s, but found %s."
              .formatted(
                  asks ? "a field and a comparison such as orders >=" : "a field such as name",
                  head.text()),
          asks && head.text().contains("=") ? "Maybe ==, !=, <= or >=." : "");
    }
  }

  private void judgeField(SheetCell head, Complaints complaints) {
    if (type != null && !fields.containsKey(head.text())) {
      complaints.add(
          head,
          "unknown-field",
          "%s has no field %s; it has %s."
              .formatted(cell.text(), head.text(), String.join(", ", fields.keySet())),
          NearestWord.hint(head.text(), fields.keySet()));
    }
  }

  /** What is made takes its first values at least. */
  void requireFields(Complaints complaints) {
    // What is misspelt is told as such, and not as missing again.
    if (asks
        || type == null
        || !columns.stream().map(Column::field).allMatch(fields::containsKey)) {
      return;
    }
    List<String> lacking =
        required().stream()
            .filter(field -> columns.stream().noneMatch(column -> column.field().equals(field)))
            .toList();
    if (!lacking.isEmpty()) {
      complaints.add(
          cell,
          "arguments",
          "%s takes %s, and there is no column for %s."
              .formatted(
                  cell.text(), String.join(", ", fields.keySet()), String.join(", ", lacking)),
          "");
    }
  }

  private List<String> required() {
    return type == null
        ? List.of()
        : List.copyOf(fields.keySet()).subList(0, Fields.fewestArguments(type));
  }

  /**
   * Writes the condition of a row. An empty cell asks nothing, and of a fact of which a row asks
   * nothing it is no matter whether it is there.
   *
   * @param always whether the fact must be there all the same, since it is the moment
   */
  void ask(List<SheetCell> row, boolean always, RuleLines lines, Complaints complaints) {
    Map<Column, SheetCell> values = valuesIn(row);
    boolean names = columns.stream().anyMatch(column -> column.field().isEmpty());
    if (values.isEmpty() && !columns.isEmpty() && !names && !always) {
      return;
    }
    lines.add(cell.text(), cell);
    lines.add("(", cell);
    boolean first = true;
    for (Column column : columns) {
      SheetCell value = values.get(column);
      if (value == null && !column.field().isEmpty()) {
        continue;
      }
      if (!first) {
        lines.add(",", column.head());
      }
      first = false;
      if (column.field().isEmpty()) {
        lines.add(column.head().text(), column.head());
        requireNone(value, complaints);
      } else if (value != null) {
        compare(column, value, lines, complaints);
      }
    }
    lines.add(")", cell);
  }

  private static void requireNone(@Nullable SheetCell value, Complaints complaints) {
    if (value != null) {
      complaints.add(
          value,
          "syntax",
          "The head of this column only gives a name, but found %s.".formatted(value.text()),
          "");
    }
  }

  private void compare(Column column, SheetCell value, RuleLines lines, Complaints complaints) {
    Fields.Kind kind = fields.get(column.field());
    lines.add(column.field(), column.head());
    lines.add(column.operator(), column.head());
    if (column.operator().endsWith("in")) {
      String several =
          String.join(", ", CellValue.several(value, column.field(), kind, complaints));
      lines.add("( " + several + " )", value);
    } else {
      lines.add(CellValue.of(value, column.field(), kind, complaints), value);
    }
  }

  /** Writes what a row makes; nothing where all its cells are empty. */
  void make(List<SheetCell> row, RuleLines lines, Complaints complaints) {
    Map<Column, SheetCell> values = valuesIn(row);
    if (values.isEmpty()) {
      return;
    }
    List<Column> inOrder = inOrder(values);
    for (Column column : inOrder) {
      if (!values.containsKey(column)) {
        complaints.add(
            Sheet.emptyIn(row, column.head().column()),
            "arguments",
            "%s takes a %s, but found an empty cell.".formatted(cell.text(), column.field()),
            "");
        return;
      }
    }
    lines.add("insert( new", cell);
    lines.add(cell.text(), cell);
    lines.add("(", cell);
    for (int i = 0; i < inOrder.size(); i++) {
      Column column = inOrder.get(i);
      SheetCell value = values.get(column);
      if (value != null) {
        if (i > 0) {
          lines.add(",", value);
        }
        lines.add(argument(column, value, complaints), value);
      }
    }
    lines.add(") );", cell);
  }

  /** As the fact takes them: what it requires, and all before the last that the row has. */
  private List<Column> inOrder(Map<Column, SheetCell> values) {
    if (type == null) {
      return columns.stream().filter(values::containsKey).toList();
    }
    List<String> order = List.copyOf(fields.keySet());
    int last =
        values.keySet().stream().mapToInt(column -> order.indexOf(column.field())).max().orElse(0);
    int taken = Math.max(last + 1, required().size());
    return order.subList(0, taken).stream()
        .flatMap(field -> columns.stream().filter(column -> column.field().equals(field)))
        .toList();
  }

  private String argument(Column column, SheetCell value, Complaints complaints) {
    Fields.Kind kind = fields.get(column.field());
    boolean list = kind == Fields.Kind.LIST && !value.text().startsWith("$");
    return list
        ? "List.of( %s )"
            .formatted(
                String.join(", ", CellValue.several(value, column.field(), kind, complaints)))
        : CellValue.of(value, column.field(), kind, complaints);
  }

  private Map<Column, SheetCell> valuesIn(List<SheetCell> row) {
    Map<Column, SheetCell> values = new HashMap<>();
    columns.forEach(
        column ->
            Sheet.in(row, column.head().column()).ifPresent(value -> values.put(column, value)));
    return values;
  }
}
