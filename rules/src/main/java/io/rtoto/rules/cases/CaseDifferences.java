package io.rtoto.rules.cases;

import io.rtoto.rules.authoring.Difference;
import io.rtoto.rules.authoring.Difference.Point;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.authoring.RulesRefusedException;
import io.rtoto.rules.findings.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Tells the cases of two libraries apart by what they give and expect. */
public final class CaseDifferences {
  private final List<Difference> differences = new ArrayList<>();

  private CaseDifferences() {}

  /**
   * What differs, by file and place. A case is known by its sentence, within its file.
   *
   * @throws RulesRefusedException when a case of either cannot be read
   */
  public static List<Difference> between(RuleLibrary before, RuleLibrary after) {
    CaseDifferences all = new CaseDifferences();
    Set<String> paths = new TreeSet<>(before.files().keySet());
    paths.addAll(after.files().keySet());
    for (String path : paths) {
      String was = before.files().getOrDefault(path, "");
      String is = after.files().getOrDefault(path, "");
      if (!was.equals(is)) {
        all.compare(path, was, is);
      }
    }
    return all.differences.stream().sorted(Difference.IN_ORDER).toList();
  }

  private void compare(String path, String was, String is) {
    Map<String, Case> former = casesIn(path, was);
    Map<String, Case> later = casesIn(path, is);
    int told = differences.size();
    later.forEach(
        (name, now) -> {
          Case old = former.remove(name);
          if (old == null) {
            differences.add(Difference.added(name, path, now.line()));
          } else if (!points(old, now).isEmpty()) {
            differences.add(Difference.changed(name, path, now.line(), points(old, now)));
          }
        });
    former.forEach((name, old) -> differences.add(Difference.removed(name, path, old.line())));
    if (differences.size() == told) {
      differences.add(Difference.inLooks(path));
    }
  }

  private static Map<String, Case> casesIn(String path, String text) {
    Map<String, Case> cases = new LinkedHashMap<>();
    if (!text.isEmpty()) {
      CaseFile file = CaseFile.read(path, text);
      List<Finding> unreadable = file.unreadable();
      if (!unreadable.isEmpty()) {
        throw new RulesRefusedException(unreadable);
      }
      file.cases().forEach(each -> cases.put(each.name(), each));
    }
    return cases;
  }

  private static List<Point> points(Case old, Case now) {
    List<Point> points = new ArrayList<>();
    // What a product costs is told at the top of the file.
    boolean givesTheSame =
        old.setting().equals(now.setting())
            && old.catalogue().entries().equals(now.catalogue().entries())
            && old.catalogue().lasting().equals(now.catalogue().lasting());
    if (!givesTheSame) {
      points.add(
          new Point(
              true,
              given(old),
              given(now),
              old.given() == null ? "It tells another story." : "It gives other facts."));
    }
    if (!old.expected().equals(now.expected()) || !Objects.equals(old.moments(), now.moments())) {
      String was = expected(old);
      String is = expected(now);
      points.add(new Point(true, was, is, "It expects %s instead of %s.".formatted(is, was)));
    }
    return points;
  }

  private static String given(Case told) {
    return told.given() == null
        ? String.join("; ", told.setting().values())
        : told.setting().toString();
  }

  private static String expected(Case told) {
    String moments = told.moments() == null ? "" : " at the moments " + told.moments();
    String proposals = String.join("; ", told.expected().stream().map(Expected::shown).toList());
    return (proposals.isEmpty() ? Expected.NOTHING : proposals) + moments;
  }
}
