package io.rtoto.rules.authoring;

import io.rtoto.rules.Phase;
import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.findings.NearestWord;
import io.rtoto.rules.tables.Sheet;
import io.rtoto.rules.tables.SheetCell;
import io.rtoto.rules.tables.UnreadableSheet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A decision table: what all its rules have in common, a head of three rows, and then a rule a row.
 *
 * <pre>
 * {@literal @}id    retail.cart_changed.free_delivery_near
 * {@literal @}name  Propose free delivery for a little more in the cart
 * {@literal @}owner merchandising
 * {@literal @}since 2026-11-27
 *
 * rule   when                                              then
 *        CartChanged                           Customer    Offer
 *        change  worthMinor &gt;=  worthMinor &lt;   tier        name                priority
 * gold   added   2000           3500           gold        free-delivery-near  10
 * </pre>
 *
 * <p>It becomes rules in the rule language, in which each word stands on a line of its own: so the
 * line tells which cell a word comes from, and all else goes the way that rule files go.
 */
final class DecisionTable {
  static final int MOST_RULES = 500;

  private static final String HEAD = "rule";
  private static final String NAME = "@name";
  private static final List<String> SETTINGS = List.of("@id", NAME, "@owner", "@since", HEAD);
  private static final Pattern SETTING = Pattern.compile("@[A-Za-z_]+");

  private final String path;
  private final List<List<SheetCell>> rows;
  private final SheetCell corner;
  private final List<Finding> findings = new ArrayList<>();
  private final RuleLines lines = new RuleLines();
  private final Map<String, List<SheetCell>> settings = new LinkedHashMap<>();

  private DecisionTable(String path, List<List<SheetCell>> rows) {
    this.path = path;
    this.rows = rows.stream().filter(row -> !isComment(row.get(0))).toList();
    this.corner = rows.get(0).get(0);
  }

  /**
   * The rules of a table; what of it cannot be read is a finding.
   *
   * @param path its path from the library's root
   * @param text what it holds, as the library has it
   */
  static RuleText rules(String path, String text) {
    try {
      List<List<SheetCell>> rows = Sheet.read(path, text).rows();
      return rows.isEmpty()
          ? unreadable(new Finding(path, 1, 1, 0, "syntax", "The table is empty.", ""))
          : new DecisionTable(path, rows).rules();
    } catch (UnreadableSheet e) {
      return unreadable(
          new Finding(
              path, e.line(), e.column(), 0, "syntax", String.valueOf(e.getMessage()), e.hint()));
    }
  }

  private static RuleText unreadable(Finding finding) {
    return new RuleText("", List.of(), List.of(finding));
  }

  /** For people: what a row, or a column, is about. */
  static boolean isComment(SheetCell cell) {
    return cell.text().startsWith("//");
  }

  private RuleText rules() {
    int head = readSettings();
    int body = head + TableHead.ROWS;
    if (body > rows.size()) {
      // Where a row cannot be read, it may be the head.
      if (head < rows.size() || findings.isEmpty()) {
        add(
            head < rows.size() ? rows.get(head).get(0) : corner,
            "syntax",
            "A table has a head of three rows: rule, when and then; the facts; their fields.",
            head < rows.size() ? "" : "Maybe the row that begins with rule is missing.");
      }
      return new RuleText("", List.of(), findings);
    }
    TableHead.read(rows.subList(head, body), this::add)
        .ifPresent(
            columns -> {
              lines.add("package " + HouseLaw.packageOf(path), corner);
              readRules(columns, rows.subList(body, rows.size()));
            });
    return new RuleText(lines.text(), lines.cells(), findings);
  }

  /** What stands above the head, and which row that begins at. */
  private int readSettings() {
    for (int i = 0; i < rows.size(); i++) {
      SheetCell first = rows.get(i).get(0);
      if (first.text().equals(HEAD)) {
        return i;
      }
      if (!SETTING.matcher(first.text()).matches()) {
        add(
            first,
            "syntax",
            "Expected one of %s, but found %s."
                .formatted(String.join(", ", SETTINGS), first.text()),
            NearestWord.hint(first.text(), SETTINGS));
      } else if (settings.putIfAbsent(first.text(), rows.get(i)) != null) {
        add(first, "metadata", "The table has two %s.".formatted(first.text()), "");
      }
    }
    return rows.size();
  }

  private void readRules(TableHead head, List<List<SheetCell>> body) {
    List<SheetCell> name = settings.remove(NAME);
    if (name == null) {
      add(corner, "name", "The table has no @name.", "Maybe a row with @name and Propose ….");
    }
    SheetCell sentence = name == null ? corner : value(name);
    if (body.isEmpty()) {
      add(head.corner(), "syntax", "There is no rule below the head of the table.", "");
    }
    Map<String, SheetCell> rules = new HashMap<>();
    for (List<SheetCell> row : body) {
      SheetCell first = row.get(0);
      head.judge(row, this::add);
      SheetCell other = rules.putIfAbsent(first.text(), first);
      if (first.column() != 1) {
        add(first, "id", "The row has no name in column A.", "Maybe a word such as gold.");
      } else if (other != null) {
        add(first, "id", "Row %d is called %s too.".formatted(other.row(), first.text()), "");
      } else if (rules.size() > MOST_RULES) {
        add(
            first,
            "too-many-rules",
            "The table has more than %d rules.".formatted(MOST_RULES),
            "Maybe these are several tables.");
        return;
      } else {
        write(head, row, sentence, name == null ? "Propose something" : sentence.text());
      }
    }
  }

  private void write(TableHead head, List<SheetCell> row, SheetCell named, String sentence) {
    SheetCell first = row.get(0);
    String words = first.text().replace('_', ' ');
    lines.add("rule", first);
    lines.add(CellValue.quoted(sentence + ", " + words, named, this::add), named);
    settings.forEach(
        (name, cells) -> {
          SheetCell value = value(cells);
          String text = cells.size() > 1 ? value.text() : "";
          boolean id = name.equals("@id");
          String quoted = CellValue.quoted(id ? text + "." + first.text() : text, value, this::add);
          lines.add("%s(%s)".formatted(name, quoted), id && isOfThisFile(text) ? first : value);
        });
    lines.add("agenda-group \"%s\"".formatted(Phase.PROPOSE.group()), first);
    head.write(row, lines, this::add);
    lines.add("end", first);
  }

  /** What is said behind the name of a setting; the name, where nothing is. */
  private static SheetCell value(List<SheetCell> setting) {
    return setting.get(Math.min(1, setting.size() - 1));
  }

  /** Else no row is to blame for its id. */
  private boolean isOfThisFile(String id) {
    return id.equals(RuleLibrary.withoutSuffix(path).replace('/', '.'));
  }

  private void add(SheetCell cell, String code, String message, String hint) {
    findings.add(RuleText.of(cell, path, code, message, hint));
  }

  /** Where what is wrong with a cell is told. */
  @FunctionalInterface
  interface Complaints {
    void add(SheetCell cell, String code, String message, String hint);
  }
}
