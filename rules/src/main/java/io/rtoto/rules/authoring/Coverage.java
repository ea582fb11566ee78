package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.Premise.Part;
import io.rtoto.rules.authoring.RuleFile.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What cases have tried of the rules: which rules fired, and which conditions failed. Remembers
 * that, and nothing of the cases.
 *
 * <p>A condition <em>fails</em> in a case where its rule is silent, and would not be if that
 * condition held. Of two that do not hold neither is tried, for the other may be what silences the
 * rule; of alternatives that do not hold each is, for each would be enough. It is the condition's
 * half of what is known as unique-cause MC/DC (Chilenski and Miller, "Applicability of modified
 * condition/decision coverage to software testing", 1994): the other half is that the rule fires.
 * What counts are cases beside the rule, for others do not tell when it speaks.
 */
public final class Coverage {
  private final List<Tracked> rules = new ArrayList<>();
  private final Set<String> fired = new HashSet<>();

  private Coverage() {}

  /** A rule, what it asks, and what of that failed so far. */
  private record Tracked(String file, Rule rule, Premise premise, Set<Part> failed) {
    String id() {
      return rule.metadatum("id");
    }

    void isSilentAt(List<Object> facts) {
      if (!premise.holds(facts)) {
        premise.parts().stream()
            .filter(part -> !failed.contains(part) && premise.wouldHold(facts, part))
            .forEach(failed::add);
      }
    }
  }

  /**
   * Of a rule.
   *
   * @param rule its id
   * @param name its sentence
   * @param file the path of its file
   * @param line where it begins, from 1
   * @param fires whether it fired in some case
   * @param conditions what it asks, in the order of the file
   */
  public record OfRule(
      String rule,
      String name,
      String file,
      int line,
      boolean fires,
      List<OfCondition> conditions) {
    /** The conditions that no case fails. */
    public List<OfCondition> neverFail() {
      return conditions.stream().filter(one -> !one.fails()).toList();
    }
  }

  /**
   * Of a condition.
   *
   * @param line where it stands, from 1
   * @param column from 1
   * @param shown as an author reads it, such as {@code CartAbandoned( items > 1 )}
   * @param hint how a case may fail it, as a sentence; empty where there is no telling
   * @param fails whether it failed in some case
   */
  public record OfCondition(int line, int column, String shown, String hint, boolean fails) {}

  /**
   * Of the rules in these sources, before any case.
   *
   * @param sources each file of the library by its path
   */
  public static Coverage of(Map<String, String> sources) {
    Coverage coverage = new Coverage();
    sources.forEach(
        (path, text) -> {
          if (RuleLibrary.holdsRules(path)) {
            RuleText rules = RuleText.of(path, text);
            for (Rule rule : RuleFileParser.parse(path, rules.text(), new Findings(path)).rules()) {
              coverage.rules.add(new Tracked(path, rule, premise(path, rule), new HashSet<>()));
            }
          }
        });
    return coverage;
  }

  /**
   * The rules of a moment were asked by a case.
   *
   * @param beside which rules the case lies beside, by their ids
   * @param facts all that was there
   * @param whoFired the ids of the rules that fired
   */
  public void hear(Predicate<String> beside, List<Object> facts, Set<String> whoFired) {
    fired.addAll(whoFired);
    rules.stream()
        .filter(each -> beside.test(each.id()) && !whoFired.contains(each.id()))
        .forEach(each -> each.isSilentAt(facts));
  }

  /** What differs between the rules of a table are values: no condition of them stands alone. */
  private static Premise premise(String path, Rule rule) {
    return RuleLibrary.isTable(path) ? new Premise(List.of(), List.of()) : Premise.of(rule);
  }

  /**
   * What was tried of those rules, in the order of files and lines; of a table, whose rules are one
   * of several values, whether any fired.
   *
   * @param wanted which rules, by their ids
   */
  public List<OfRule> rules(Predicate<String> wanted) {
    Set<String> tables = new HashSet<>();
    return rules.stream()
        .filter(each -> wanted.test(each.id()))
        .filter(each -> !RuleLibrary.isTable(each.file) || tables.add(each.file))
        .map(this::of)
        .toList();
  }

  private OfRule of(Tracked one) {
    boolean fires =
        rules.stream()
            .filter(
                other ->
                    RuleLibrary.isTable(one.file) ? other.file.equals(one.file) : other.equals(one))
            .anyMatch(other -> fired.contains(other.id()));
    return new OfRule(
        one.id(),
        one.rule.name().text(),
        one.file,
        one.rule.start().line(),
        fires,
        one.premise.parts().stream().map(part -> of(part, one.failed.contains(part))).toList());
  }

  private static OfCondition of(Part part, boolean fails) {
    String hint = part.way().isEmpty() ? "" : "Maybe a case with %s.".formatted(part.way());
    return new OfCondition(part.where().line(), part.where().column(), part.shown(), hint, fails);
  }
}
