package io.rtoto.rules.authoring;

import io.rtoto.rules.Phase;
import io.rtoto.rules.authoring.Premise.Present;
import io.rtoto.rules.authoring.RuleFile.Condition;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * By which other numbers rules would have fired more often. Hears what rules are asked, and which
 * of them fire; of one that is silent it remembers by how much each of its thresholds was missed,
 * where nothing but that kept it silent. It remembers how often each distance came, never who it
 * was.
 *
 * <p>It knows the rules that propose something, and each threshold by itself. Whoever withdraws or
 * prefers goes by what others propose, and in turn with others: when such a rule fires does not
 * hang on facts alone.
 */
public final class Thresholds {
  private final List<Heard> rules = new ArrayList<>();
  private final Map<Class<?>, List<Heard>> byMoment = new HashMap<>();

  private Thresholds() {}

  /** A threshold, where it stands, and by how much it was missed so far. */
  private record Missed(Threshold threshold, int line, Shortfalls by) {}

  /** A rule, and what was heard of it so far. */
  private static final class Heard {
    private final String file;
    private final String id;
    private final Class<?> moment;
    private final Premise premise;
    private final List<Missed> thresholds;
    private long asked;
    private long fired;

    Heard(String file, RuleText text, Rule rule) {
      this.file = file;
      this.id = rule.metadatum("id");
      this.moment = kindOf(rule.conditions().get(0));
      this.premise = Premise.of(rule);
      this.thresholds =
          Threshold.of(rule).stream()
              .map(
                  one ->
                      new Missed(
                          one, text.lineOf(one.comparison().right().get(0)), new Shortfalls()))
              .toList();
    }

    void hear(List<Present> facts, Set<String> whoFired) {
      asked++;
      if (whoFired.contains(id)) {
        fired++;
      } else {
        thresholds.forEach(
            one -> one.threshold().shortOfFiring(premise, facts).ifPresent(one.by()::add));
      }
    }

    void add(Heard other) {
      asked += other.asked;
      fired += other.fired;
      for (int i = 0; i < thresholds.size(); i++) {
        thresholds.get(i).by().add(other.thresholds.get(i).by());
      }
    }

    OfThreshold told(Missed missed) {
      Threshold threshold = missed.threshold();
      return new OfThreshold(
          id,
          file,
          missed.line(),
          threshold.shown(),
          threshold.operator(),
          threshold.number(),
          asked,
          fired,
          missed.by().within(Math.max(1, fired)).map(step -> by(threshold, step)).orElse(null),
          missed.by().all().map(step -> by(threshold, step)).orElse(null));
    }

    private By by(Threshold threshold, Shortfalls.Step step) {
      return new By(threshold.movedBy(step.farthest()), fired + step.often());
    }
  }

  /**
   * Of a threshold.
   *
   * @param rule the id of its rule
   * @param file the path of the rule's file
   * @param line where the number stands, from 1; of a workbook, its row
   * @param condition as an author reads it, such as {@code CartAbandoned( worthMinor >= 5000 )}
   * @param operator such as {@code >=}
   * @param number that the rule goes by
   * @param asked how often the rule was asked
   * @param fired how often it fired
   * @param twice the nearest number by which it would have fired twice as often or more; once or
   *     more, where it did not fire. Null where it would not, by this number alone
   * @param most the number by which it would have fired most often. Null where no other would have
   *     made it fire more often
   */
  public record OfThreshold(
      String rule,
      String file,
      int line,
      String condition,
      String operator,
      long number,
      long asked,
      long fired,
      @Nullable By twice,
      @Nullable By most) {}

  /**
   * What another number would have made of a rule.
   *
   * @param number the other number
   * @param fired how often the rule would have fired by it
   */
  public record By(long number, long fired) {}

  /**
   * Of the rules in these sources, before any was asked.
   *
   * @param sources each file of a library that was checked, by its path
   */
  public static Thresholds of(Map<String, String> sources) {
    Thresholds thresholds = new Thresholds();
    new TreeMap<>(sources)
        .forEach(
            (path, text) -> {
              if (RuleLibrary.holdsRules(path)) {
                RuleText rules = RuleText.of(path, text);
                RuleFileParser.parse(path, rules.text(), new Findings(path)).rules().stream()
                    .filter(Thresholds::goesByFacts)
                    .map(rule -> new Heard(path, rules, rule))
                    .filter(rule -> !rule.thresholds.isEmpty())
                    .forEach(thresholds::know);
              }
            });
    return thresholds;
  }

  private static boolean goesByFacts(Rule rule) {
    return rule.phase().equals(Phase.PROPOSE.group())
        && rule.conditions().stream()
            .noneMatch(condition -> Proposal.class.isAssignableFrom(kindOf(condition)));
  }

  private static Class<?> kindOf(Condition condition) {
    String fact = condition.fact().text();
    return Objects.requireNonNull(Vocabulary.facts().get(fact), () -> "no fact is called " + fact);
  }

  private void know(Heard rule) {
    rules.add(rule);
    byMoment.computeIfAbsent(rule.moment, any -> new ArrayList<>()).add(rule);
  }

  /**
   * The rules of a moment were asked.
   *
   * @param facts all that was there; among them one moment
   * @param whoFired the ids of the rules that fired
   */
  public void hear(List<Object> facts, Set<String> whoFired) {
    for (Object fact : facts) {
      List<Heard> asked = byMoment.get(fact.getClass());
      if (asked != null) {
        List<Present> present = Present.of(facts);
        asked.forEach(rule -> rule.hear(present, whoFired));
      }
    }
  }

  /**
   * What was heard by another counts here, too: in whatever order, it comes to the same.
   *
   * @param other of the same sources
   */
  public void add(Thresholds other) {
    for (int i = 0; i < rules.size(); i++) {
      rules.get(i).add(other.rules.get(i));
    }
  }

  /** Of each threshold of a rule that was asked, in the order of files and lines. */
  public List<OfThreshold> told() {
    return rules.stream()
        .filter(rule -> rule.asked > 0)
        .flatMap(rule -> rule.thresholds.stream().map(rule::told))
        .toList();
  }
}
