package io.rtoto.cli.why;

import io.rtoto.cli.console.Counted;
import io.rtoto.schemas.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the rules went by, for people: what is not known is left out, and amounts read as such. */
final class FactLines {
  private static final String MINOR = "Minor";
  private static final String CURRENCY = "currency";

  private FactLines() {}

  /**
   * A line for the moment with its own facts, and one for each other kind of fact.
   *
   * @param head what the first line begins with
   * @param facts the moment's own by their names, the others' behind the name of their kind
   */
  static List<String> of(String head, Map<String, String> facts) {
    SortedMap<String, SortedMap<String, String>> byKind = new TreeMap<>();
    facts.forEach(
        (name, value) -> {
          int dot = name.indexOf('.');
          byKind
              .computeIfAbsent(dot < 0 ? "" : name.substring(0, dot), kind -> new TreeMap<>())
              .put(name.substring(dot + 1), value);
        });
    List<String> lines = new ArrayList<>();
    String own = told(byKind.getOrDefault("", new TreeMap<>()));
    lines.add(own.isEmpty() ? head : head + ": " + own);
    byKind.forEach(
        (kind, told) -> {
          if (!kind.isEmpty() && !told(told).isEmpty()) {
            // Of several facts of a kind, the names are numbered.
            lines.add("  " + kind.replaceFirst("\\d+$", "") + ": " + told(told));
          }
        });
    return lines;
  }

  private static String told(SortedMap<String, String> facts) {
    String currency = facts.getOrDefault(CURRENCY, "");
    List<String> told = new ArrayList<>();
    facts.forEach(
        (name, value) -> {
          boolean amount = name.endsWith(MINOR) && !currency.isEmpty() && isWhole(value);
          if (amount) {
            told.add(
                name.substring(0, name.length() - MINOR.length())
                    + " "
                    + Counted.money(new Money(Long.parseLong(value), currency)));
          } else if (!name.equals(CURRENCY) && !value.isEmpty() && !value.equals("[]")) {
            told.add(name + " " + value);
          }
        });
    return String.join(", ", told);
  }

  private static boolean isWhole(String value) {
    return value.matches("-?[0-9]{1,18}");
  }
}
