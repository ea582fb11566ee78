package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.Difference.Kind;
import io.rtoto.rules.authoring.Difference.Point;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells two libraries apart by what their rules and settings mean, and not by their text. */
public final class LibraryDifferences {
  private final RuleLibrary before;
  private final RuleLibrary after;
  private final List<Difference> differences = new ArrayList<>();

  private LibraryDifferences(RuleLibrary before, RuleLibrary after) {
    this.before = before;
    this.after = after;
  }

  /** A rule in its file. */
  private record Placed(String file, Rule rule, int line) {
    String id() {
      return rule.metadatum("id");
    }

    /** Whether it is the other one in another place: by its name, or by all that it says. */
    boolean isThatOf(Placed other) {
      return rule.name().text().equals(other.rule.name().text())
          || (rule.phase().equals(other.rule.phase())
              && RuleMeaning.of(rule).isThatOf(RuleMeaning.of(other.rule)));
    }
  }

  /**
   * What differs, by file and place.
   *
   * @throws RulesRefusedException when rules or settings of either cannot be read
   */
  public static List<Difference> between(RuleLibrary before, RuleLibrary after) {
    LibraryDifferences all = new LibraryDifferences(before, after);
    all.compareRules();
    all.compareSettings();
    return all.differences.stream().sorted(Difference.IN_ORDER).toList();
  }

  private static Map<String, Placed> rulesOf(RuleLibrary library) {
    Map<String, Placed> rules = new LinkedHashMap<>();
    List<Finding> unreadable = new ArrayList<>();
    library
        .files()
        .forEach(
            (path, text) -> {
              if (RuleLibrary.holdsRules(path)) {
                Findings findings = new Findings(path);
                RuleText written = RuleText.of(path, text);
                for (Rule rule : RuleFileParser.parse(path, written.text(), findings).rules()) {
                  rules.put(
                      rule.metadatum("id"), new Placed(path, rule, written.lineOf(rule.start())));
                }
                unreadable.addAll(written.with(findings.all()));
              }
            });
    if (!unreadable.isEmpty()) {
      throw new RulesRefusedException(unreadable);
    }
    return rules;
  }

  private void compareRules() {
    Map<String, Placed> was = new LinkedHashMap<>(rulesOf(before));
    Map<String, Placed> is = new LinkedHashMap<>(rulesOf(after));
    Set<String> told = new TreeSet<>();
    for (Placed now : List.copyOf(is.values())) {
      Placed old = was.get(now.id());
      if (old != null) {
        was.remove(now.id());
        is.remove(now.id());
        List<Point> points = RuleComparison.of(old.rule(), now.rule());
        if (!points.isEmpty()) {
          tell(Difference.between(now.id(), now.file(), now.line(), points), told);
        }
      }
    }
    for (Placed now : is.values()) {
      Optional<Placed> moved = was.values().stream().filter(now::isThatOf).findFirst();
      moved.ifPresent(old -> was.remove(old.id()));
      tell(moved.map(old -> moved(old, now)).orElseGet(() -> added(now)), told);
    }
    was.values().forEach(old -> tell(removed(old), told));
    tellFilesInLooks(told);
  }

  private void tell(Difference difference, Set<String> told) {
    differences.add(difference);
    told.add(difference.file());
  }

  private static Difference moved(Placed old, Placed now) {
    return new Difference(
        Kind.MOVED,
        now.id(),
        old.id(),
        now.file(),
        now.line(),
        RuleComparison.of(old.rule(), now.rule()));
  }

  private static Difference added(Placed rule) {
    return Difference.added(rule.id(), rule.file(), rule.line());
  }

  private static Difference removed(Placed rule) {
    return Difference.removed(rule.id(), rule.file(), rule.line());
  }

  /** Of which no rule differs, though the text does. */
  private void tellFilesInLooks(Set<String> told) {
    after
        .files()
        .forEach(
            (path, text) -> {
              String old = before.files().get(path);
              if (RuleLibrary.holdsRules(path)
                  && old != null
                  && !old.equals(text)
                  && !told.contains(path)) {
                differences.add(Difference.inLooks(path));
              }
            });
  }

  private void compareSettings() {
    Map<String, String> was = settingsOf(before);
    Map<String, String> is = settingsOf(after);
    Set<String> files = new TreeSet<>(was.keySet());
    files.addAll(is.keySet());
    for (String file : files) {
      String old = was.getOrDefault(file, "");
      String now = is.getOrDefault(file, "");
      if (!old.equals(now)) {
        boolean same = settingsIn(file, was).equals(settingsIn(file, is));
        differences.add(
            same
                ? Difference.inLooks(file)
                : Difference.changed(file, file, 1, points(leavesOf(old), leavesOf(now))));
      }
    }
  }

  private static Map<String, String> settingsOf(RuleLibrary library) {
    return library.files().entrySet().stream()
        .filter(
            file ->
                !RuleLibrary.holdsRules(file.getKey()) && !RuleLibrary.isSpreadsheet(file.getKey()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
  }

  /** With all defaults, so that who writes down a default changes nothing. */
  private static LibrarySettings settingsIn(String file, Map<String, String> files) {
    Map<String, String> alone = new HashMap<>(files);
    alone.keySet().retainAll(Set.of(file));
    List<Finding> unreadable =
        alone.entrySet().stream()
            .flatMap(one -> LibrarySettings.unreadable(one.getKey(), one.getValue()).stream())
            .toList();
    if (!unreadable.isEmpty()) {
      throw new RulesRefusedException(unreadable);
    }
    return LibrarySettings.in(alone);
  }

  private static Map<String, String> leavesOf(String text) {
    return text.isEmpty() ? Map.of() : YamlText.of(text).leaves();
  }

  private static List<Point> points(Map<String, String> was, Map<String, String> is) {
    Set<String> paths = new TreeSet<>(was.keySet());
    paths.addAll(is.keySet());
    List<Point> points = new ArrayList<>();
    for (String path : paths) {
      String old = was.get(path);
      String now = is.get(path);
      if (old == null && now != null) {
        points.add(new Point(true, "", now, "%s is %s, and was not set.".formatted(path, now)));
      } else if (old != null && now == null) {
        points.add(
            new Point(true, old, "", "%s is not set any more, and was %s.".formatted(path, old)));
      } else if (old != null && now != null && !old.equals(now)) {
        points.add(new Point(true, old, now, "%s is %s instead of %s.".formatted(path, now, old)));
      }
    }
    return points;
  }
}
