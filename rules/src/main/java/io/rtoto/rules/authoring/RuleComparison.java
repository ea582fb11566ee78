package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.Difference.Point;
import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.authoring.RuleMeaning.Asked;
import io.rtoto.rules.authoring.RuleMeaning.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What differs between a rule before and after, point by point. */
final class RuleComparison {
  private static final Set<String> AT_LEAST = Set.of(">", ">=");
  private static final Set<String> AT_MOST = Set.of("<", "<=");

  private final Rule before;
  private final Rule after;
  private final List<Point> points = new ArrayList<>();

  private RuleComparison(Rule before, Rule after) {
    this.before = before;
    this.after = after;
  }

  /** Nothing where both are written alike, but for layout and order. */
  static List<Point> of(Rule before, Rule after) {
    RuleComparison comparison = new RuleComparison(before, after);
    comparison.compare();
    return List.copyOf(comparison.points);
  }

  private void compare() {
    RuleMeaning was = RuleMeaning.of(before);
    RuleMeaning is = RuleMeaning.of(after);
    compareAsked(new ArrayList<>(was.asked()), new ArrayList<>(is.asked()));
    compareDone(new ArrayList<>(was.done()), new ArrayList<>(is.done()));
    told(true, "It is heard in phase %2$s instead of %1$s.", before.phase(), after.phase());
    // What contact.yaml sets of an owner is a lever of their rules.
    told(
        true,
        "Its owner is %2$s instead of %1$s.",
        before.metadatum("owner"),
        after.metadatum("owner"));
    told(
        false,
        "It is called \"%2$s\" instead of \"%1$s\".",
        before.name().text(),
        after.name().text());
    told(
        false,
        "It is since %2$s instead of %1$s.",
        before.metadatum("since"),
        after.metadatum("since"));
    if (points.isEmpty() && !shown(was).equals(shown(is))) {
      points.add(
          new Point(
              false,
              String.join(", ", shown(was)),
              String.join(", ", shown(is)),
              "It says the same in other words."));
    }
  }

  private static List<String> shown(RuleMeaning meaning) {
    return meaning.asked().stream().map(Asked::shown).sorted().toList();
  }

  private void told(boolean inMeaning, String sentence, String was, String is) {
    if (!was.equals(is)) {
      points.add(new Point(inMeaning, was, is, sentence.formatted(was, is)));
    }
  }

  private void compareAsked(List<Asked> was, List<Asked> is) {
    List<Asked> stayed = is.stream().filter(each -> removeEqual(was, each)).toList();
    is.removeAll(stayed);
    for (Asked now : List.copyOf(is)) {
      takeCounterpart(was, now)
          .ifPresent(
              old -> {
                is.remove(now);
                points.add(
                    new Point(
                        true,
                        old.shown(),
                        now.shown(),
                        "It asks for %s instead of %s%s."
                            .formatted(now.shown(), old.shown(), effect(old, now))));
              });
    }
    for (Asked old : was) {
      points.add(
          new Point(
              true,
              old.shown(),
              "",
              "It asks no longer for %s, and so speaks more often.".formatted(old.shown())));
    }
    for (Asked now : is) {
      points.add(
          new Point(
              true,
              "",
              now.shown(),
              "It asks for %s too, and so speaks less often.".formatted(now.shown())));
    }
  }

  private static boolean removeEqual(List<Asked> all, Asked sought) {
    return all.stream()
        .filter(
            each -> each.fact().equals(sought.fact()) && each.meaning().equals(sought.meaning()))
        .findFirst()
        .map(all::remove)
        .orElse(false);
  }

  /** What was asked of the same field; the same way where there are two, as from and up to. */
  private static Optional<Asked> takeCounterpart(List<Asked> was, Asked now) {
    List<Asked> same =
        was.stream()
            .filter(old -> old.fact().equals(now.fact()) && old.field().equals(now.field()))
            .toList();
    Optional<Asked> counterpart =
        same.stream()
            .filter(old -> isOfOneWay(old, now))
            .findFirst()
            .or(() -> same.stream().findFirst());
    counterpart.ifPresent(was::remove);
    return counterpart;
  }

  private static boolean isOfOneWay(Asked one, Asked other) {
    return isAtLeast(one) == isAtLeast(other) && isAtMost(one) == isAtMost(other);
  }

  private static boolean isAtLeast(Asked asked) {
    return asked.comparison() != null && AT_LEAST.contains(asked.comparison().operator().text());
  }

  private static boolean isAtMost(Asked asked) {
    return asked.comparison() != null && AT_MOST.contains(asked.comparison().operator().text());
  }

  /** Where numbers tell it: whether more customers are meant, or fewer. */
  private static String effect(Asked old, Asked now) {
    if (!isOfOneWay(old, now) || isAtLeast(now) == isAtMost(now)) {
      return "";
    }
    Optional<Long> was = bound(Objects.requireNonNull(old.comparison()));
    Optional<Long> is = bound(Objects.requireNonNull(now.comparison()));
    if (was.isEmpty() || is.isEmpty()) {
      return "";
    }
    boolean more = isAtLeast(now) ? is.get() < was.get() : is.get() > was.get();
    return ", and so speaks " + (more ? "more" : "less") + " often";
  }

  /** The least or the most that it takes. */
  private static Optional<Long> bound(Comparison comparison) {
    Word value = comparison.right().get(0);
    if (value.kind() != Word.Kind.NUMBER) {
      return Optional.empty();
    }
    long number = Long.parseLong(value.text());
    return Optional.of(
        switch (comparison.operator().text()) {
          case ">" -> number + 1;
          case "<" -> number - 1;
          default -> number;
        });
  }

  private void compareDone(List<Done> was, List<Done> is) {
    List<Done> stayed = is.stream().filter(was::remove).toList();
    is.removeAll(stayed);
    for (Done now : List.copyOf(is)) {
      was.stream()
          .filter(old -> old.fact().equals(now.fact()))
          .findFirst()
          .ifPresent(
              old -> {
                was.remove(old);
                is.remove(now);
                compareValues(old, now);
              });
    }
    was.forEach(
        old ->
            points.add(
                new Point(true, old.shown(), "", "It says no longer %s.".formatted(old.shown()))));
    is.forEach(
        now ->
            points.add(new Point(true, "", now.shown(), "It says %s too.".formatted(now.shown()))));
  }

  private void compareValues(Done old, Done now) {
    Set<String> names = new TreeSet<>(old.values().keySet());
    names.addAll(now.values().keySet());
    Map<String, String> was = old.values();
    for (String name : names) {
      String before = was.getOrDefault(name, "none");
      String after = now.values().getOrDefault(name, "none");
      if (!before.equals(after)) {
        points.add(
            new Point(
                true,
                before,
                after,
                "%s of %s is %s instead of %s.".formatted(name, now.fact(), after, before)));
      }
    }
  }
}
