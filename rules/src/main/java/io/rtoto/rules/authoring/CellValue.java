package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.DecisionTable.Complaints;
import io.rtoto.rules.tables.SheetCell;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a cell says, in the rule language. */
final class CellValue {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
  private static final Pattern IN_QUOTES = Pattern.compile("^\"([^\"]*)\"$");
  private static final Pattern NOT_IN_A_TEXT = Pattern.compile("[\"\\p{Cntrl}]+");

  private CellValue() {}

  /**
   * One value.
   *
   * @param of what it is a value of, for messages
   * @param kind what it must be; null where nobody knows
   */
  static String of(SheetCell cell, String of, Fields.@Nullable Kind kind, Complaints complaints) {
    if (cell.doubt().isEmpty()) {
      return of(cell.text(), cell, of, kind, complaints);
    }
    complaints.add(cell, "wrong-kind", cell.doubt(), "Maybe write the plain value into the cell.");
    return sound(kind, cell, complaints);
  }

  /** Several values, with commas between them. */
  static List<String> several(
      SheetCell cell, String of, Fields.@Nullable Kind kind, Complaints complaints) {
    return Arrays.stream(cell.text().split(",", -1))
        .map(value -> of(value.strip(), cell, of, kind, complaints))
        .toList();
  }

  private static String of(
      String text, SheetCell cell, String of, Fields.@Nullable Kind kind, Complaints complaints) {
    if (VARIABLE.matcher(text).matches()) {
      return text;
    }
    if (kind == Fields.Kind.NUMBER && !WHOLE.matcher(text).matches()) {
      complaints.add(
          cell,
          "wrong-kind",
          "%s takes a whole number, but found %s.".formatted(of, text),
          text.chars().anyMatch(Character::isDigit)
              ? "Maybe money is meant: 20000 are 200.00."
              : "");
      return sound(kind, cell, complaints);
    }
    if (kind == Fields.Kind.FLAG && !text.matches("(?i)true|false")) {
      complaints.add(
          cell, "wrong-kind", "%s takes true or false, but found %s.".formatted(of, text), "");
      return sound(kind, cell, complaints);
    }
    return switch (kind == null ? Fields.Kind.TEXT : kind) {
      case NUMBER -> text;
      case FLAG -> text.toLowerCase(Locale.ROOT);
      default -> quoted(IN_QUOTES.matcher(text).replaceFirst("$1"), cell, complaints);
    };
  }

  /** Some value of that kind, where the cell has none: the rest of the rule is judged as well. */
  private static String sound(Fields.@Nullable Kind kind, SheetCell cell, Complaints complaints) {
    return switch (kind == null ? Fields.Kind.TEXT : kind) {
      case NUMBER -> "0";
      case FLAG -> "true";
      default -> quoted(cell.text(), cell, complaints);
    };
  }

  /** A text. */
  static String quoted(String text, SheetCell cell, Complaints complaints) {
    if (NOT_IN_A_TEXT.matcher(text).find()) {
      complaints.add(
          cell,
          "syntax",
          "A text has one line and no quotes in it, but found %s."
              .formatted(NOT_IN_A_TEXT.matcher(text).replaceAll(" ").strip()),
          "");
    }
    return '"' + NOT_IN_A_TEXT.matcher(text).replaceAll(" ") + '"';
  }
}
