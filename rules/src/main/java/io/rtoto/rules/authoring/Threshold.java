package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.Premise.Present;
import io.rtoto.rules.authoring.RuleFile.All;
import io.rtoto.rules.authoring.RuleFile.Any;
import io.rtoto.rules.authoring.RuleFile.Clause;
import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.authoring.RuleFile.Condition;
import io.rtoto.rules.authoring.RuleFile.One;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A number that a rule compares a field with, as in {@code worthMinor >= 5000}. It could be another
 * one: the rule would then fire more often the farther it is moved to one side, for all that is
 * joined by {@code &&} and {@code ||} holds the more often, the more often a part of it does. All
 * numbers are whole.
 *
 * @param condition that it stands in
 * @param clause the comparison's place in it
 * @param comparison the comparison
 * @param number the number
 */
record Threshold(Condition condition, One clause, Comparison comparison, long number) {
  private static final Set<String> ORDERING = Set.of("<", "<=", ">", ">=");

  /** The thresholds of a rule, in the order of the file. */
  static List<Threshold> of(Rule rule) {
    return rule.conditions().stream()
        .flatMap(
            condition ->
                terms(condition.clause()).flatMap(clause -> of(condition, clause).stream()))
        .toList();
  }

  private static Optional<Threshold> of(Condition condition, One clause) {
    if (!(clause.term() instanceof Comparison comparison)
        || !ORDERING.contains(comparison.operator().text())) {
      return Optional.empty();
    }
    OptionalLong number = FieldValues.wholeNumberOf(comparison.right().get(0).text());
    return number.isPresent()
        ? Optional.of(new Threshold(condition, clause, comparison, number.getAsLong()))
        : Optional.empty();
  }

  private static Stream<One> terms(Clause clause) {
    if (clause instanceof All all) {
      return all.clauses().stream().flatMap(Threshold::terms);
    }
    if (clause instanceof Any any) {
      return any.clauses().stream().flatMap(Threshold::terms);
    }
    return clause instanceof One one ? Stream.of(one) : Stream.empty();
  }

  /** Such as {@code not Contact( daysSince <= 14 )}. */
  String shown() {
    String quantifier = condition.quantifier() == null ? "" : condition.quantifier().text() + " ";
    return "%s%s( %s )".formatted(quantifier, condition.fact().text(), comparison.shown());
  }

  /** Such as {@code >=}. */
  String operator() {
    return comparison.operator().text();
  }

  /** Whether it is a lesser number by which the rule fires more often, and not a greater one. */
  boolean isToBeLess() {
    return asksForMore() != condition.isDenied();
  }

  /** The number that is so far off on the side where the rule fires more often. */
  long movedBy(long distance) {
    return isToBeLess() ? number - distance : number + distance;
  }

  /**
   * How far it is to be moved, at least, for a rule that is silent to fire. Empty where it stays
   * silent wherever this is moved: something else keeps it silent, too.
   *
   * @param premise of the rule
   * @param facts that the rule was asked with
   */
  OptionalLong shortOfFiring(Premise premise, List<Present> facts) {
    for (long distance : distancesOf(facts)) {
      if (wouldHold(premise, facts, movedBy(distance))) {
        return OptionalLong.of(distance);
      }
    }
    return OptionalLong.empty();
  }

  /** How far it is to be moved for each fact that it keeps out, or does not; nearest first. */
  private SortedSet<Long> distancesOf(List<Present> facts) {
    SortedSet<Long> distances = new TreeSet<>();
    Class<?> kind = Vocabulary.facts().get(condition.fact().text());
    for (Present fact : facts) {
      if (kind != null && kind.isInstance(fact.fact())) {
        OptionalLong value = fact.values().wholeNumber(comparison.left().text());
        if (value.isPresent() && holds(value.getAsLong(), number) == condition.isDenied()) {
          distances.add(Math.abs(turnedBy(value.getAsLong()) - number));
        }
      }
    }
    return distances;
  }

  private boolean wouldHold(Premise premise, List<Present> facts, long moved) {
    return premise.wouldHold(
        facts,
        clause,
        values -> {
          OptionalLong value = values.wholeNumber(comparison.left().text());
          return value.isPresent() && holds(value.getAsLong(), moved);
        });
  }

  private boolean asksForMore() {
    return operator().startsWith(">");
  }

  /** Nearest number by which the comparison holds of that value; where it must not, holds not. */
  private long turnedBy(long value) {
    boolean strictly = operator().length() == 1;
    if (strictly == condition.isDenied()) {
      return value;
    }
    return isToBeLess() ? value - 1 : value + 1;
  }

  private boolean holds(long value, long other) {
    return switch (operator()) {
      case "<" -> value < other;
      case "<=" -> value <= other;
      case ">" -> value > other;
      default -> value >= other;
    };
  }
}
