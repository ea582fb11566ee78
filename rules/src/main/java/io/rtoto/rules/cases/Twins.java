package io.rtoto.rules.cases;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A test of silence may pass for the wrong reason. It cannot, where it differs in one thing from a
 * case in which the rules speak.
 */
final class Twins {
  private Twins() {}

  /** What is wrong with a case's twin, if anything. */
  static Optional<String> problemOf(Case silent, List<Case> all) {
    if (silent.unlike() == null) {
      return Optional.empty();
    }
    String name = silent.unlike().word("the name of a case");
    Optional<Case> twin = all.stream().filter(each -> each.name().equals(name)).findFirst();
    if (twin.isEmpty()) {
      return Optional.of("There is no case called \"%s\".".formatted(name));
    }
    if (twin.get().expected().equals(silent.expected())) {
      return Optional.of("Its twin expects the same, and so tells nothing.");
    }
    int differences =
        silent.given() != null && twin.get().given() != null
            ? fieldsApart(silent.setting(), twin.get().setting())
            : linesApart(
                List.copyOf(silent.setting().values()), List.copyOf(twin.get().setting().values()));
    return differences == 1
        ? Optional.empty()
        : Optional.of("It differs from its twin in %d things; expected 1.".formatted(differences));
  }

  private static int fieldsApart(Map<String, String> one, Map<String, String> other) {
    Set<String> names = new LinkedHashSet<>(one.keySet());
    names.addAll(other.keySet());
    int apart = 0;
    for (String name : names) {
      String fact = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
      boolean factInBoth = one.containsKey(fact) && other.containsKey(fact);
      // A fact that only one of them has is one thing, however many fields it has.
      if (factInBoth || fact.equals(name)) {
        apart += Objects.equals(one.get(name), other.get(name)) ? 0 : 1;
      }
    }
    return apart;
  }

  /** How many lines must be added, dropped or changed to make one story the other. */
  private static int linesApart(List<String> one, List<String> other) {
    List<Integer> row = new ArrayList<>();
    for (int j = 0; j <= other.size(); j++) {
      row.add(j);
    }
    for (int i = 1; i <= one.size(); i++) {
      List<Integer> next = new ArrayList<>();
      next.add(i);
      for (int j = 1; j <= other.size(); j++) {
        int change = one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1;
        next.add(Math.min(Math.min(row.get(j), next.get(j - 1)) + 1, row.get(j - 1) + change));
      }
      row = next;
    }
    return row.get(other.size());
  }
}
