package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.RuleFile.All;
import io.rtoto.rules.authoring.RuleFile.Any;
import io.rtoto.rules.authoring.RuleFile.Binding;
import io.rtoto.rules.authoring.RuleFile.Clause;
import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.authoring.RuleFile.Condition;
import io.rtoto.rules.authoring.RuleFile.Flag;
import io.rtoto.rules.authoring.RuleFile.One;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.authoring.RuleFile.Term;
import io.rtoto.rules.authoring.RuleFile.Without;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks, part by part, and whether it holds of facts; or would hold, if one part did.
 *
 * @param conditions of the rule
 * @param parts each that may fail by itself, in the order of the file
 */
record Premise(List<Condition> conditions, List<Part> parts) {
  /**
   * A part of what a rule asks: a comparison, a yes or no, or that a fact is there or is not.
   *
   * @param where it begins
   * @param fact what it is asked of
   * @param asked it itself, as written; empty where only the fact is asked for
   * @param way how to make it fail: a value of a field; empty where there is no telling
   * @param node of the parsed rule
   */
  record Part(Word where, Condition fact, String asked, String way, Object node) {
    /** As an author reads it. */
    String shown() {
      String quantifier = fact.quantifier() == null ? "" : fact.quantifier().text() + " ";
      String brackets = asked.isEmpty() ? "()" : "( " + asked + " )";
      return quantifier + fact.fact().text() + brackets;
    }
  }

  /** A fact that is there. */
  record Present(Object fact, FieldValues values) {
    /** Of these facts, in their order. */
    static List<Present> of(List<Object> facts) {
      return facts.stream().map(fact -> new Present(fact, FieldValues.of(fact))).toList();
    }
  }

  /** What is supposed of a part: that it holds of facts of which that is so, whatever it asks. */
  private record Supposed(Object node, Predicate<FieldValues> holds) {}

  /** What that rule asks. */
  static Premise of(Rule rule) {
    List<Part> parts = new ArrayList<>();
    for (Condition condition : rule.conditions()) {
      if (condition.isDenied()) {
        // What is asked of a fact that must not be there fails by the fact being there.
        parts.add(
            new Part(
                Objects.requireNonNull(condition.quantifier()),
                condition,
                shown(condition.clause(), ", "),
                "",
                condition));
        continue;
      }
      List<Part> asked = new ArrayList<>();
      gather(condition.clause(), condition, asked);
      if (asked.isEmpty() && mayBeMissing(condition)) {
        asked.add(new Part(condition.fact(), condition, "", "", condition));
      }
      parts.addAll(asked);
    }
    return new Premise(rule.conditions(), List.copyOf(parts));
  }

  /** The moment is always there, and without a proposal there is nothing to withdraw. */
  private static boolean mayBeMissing(Condition condition) {
    Class<?> kind = Vocabulary.facts().get(condition.fact().text());
    return kind != null
        && !Moment.class.isAssignableFrom(kind)
        && !Proposal.class.isAssignableFrom(kind);
  }

  private static void gather(Clause clause, Condition condition, List<Part> parts) {
    if (clause instanceof All all) {
      all.clauses().forEach(each -> gather(each, condition, parts));
    } else if (clause instanceof Any any) {
      any.clauses().forEach(each -> gather(each, condition, parts));
    } else if (clause instanceof Without without) {
      Word flag = without.flag();
      parts.add(new Part(flag, condition, without.shown(), flag.text() + ": yes", clause));
    } else if (clause instanceof One one && one.term() instanceof Flag flag) {
      Word field = flag.field();
      parts.add(new Part(field, condition, field.text(), field.text() + ": no", clause));
    } else if (clause instanceof One one && one.term() instanceof Comparison comparison) {
      parts.add(
          new Part(
              comparison.left(), condition, comparison.shown(), comparison.otherwise(), clause));
    }
  }

  /** As written; alternatives within others in brackets. */
  static String shown(Clause clause, String and) {
    if (clause instanceof All all) {
      return String.join(and, all.clauses().stream().map(each -> shown(each, " && ")).toList());
    }
    if (clause instanceof Any any) {
      String either =
          String.join(" || ", any.clauses().stream().map(each -> shown(each, " && ")).toList());
      return and.equals(" && ") ? "(" + either + ")" : either;
    }
    if (clause instanceof Without without) {
      return without.shown();
    }
    Term term = ((One) clause).term();
    return term instanceof Comparison comparison
        ? comparison.shown()
        : term instanceof Flag flag ? flag.field().text() : "";
  }

  /** Whether all of it holds. */
  boolean holds(List<Object> facts) {
    return holdsFrom(0, Present.of(facts), null, Map.of());
  }

  /** Whether all of it would hold if that part did. */
  boolean wouldHold(List<Object> facts, Part given) {
    return holdsFrom(0, Present.of(facts), new Supposed(given.node(), any -> true), Map.of());
  }

  /**
   * Whether all of it would hold if another thing were asked there.
   *
   * @param clause of a condition
   * @param instead what is asked of the fact instead
   */
  boolean wouldHold(List<Present> facts, Clause clause, Predicate<FieldValues> instead) {
    return holdsFrom(0, facts, new Supposed(clause, instead), Map.of());
  }

  /** Whether what follows holds, with some choice of facts: one may be called by a variable. */
  private boolean holdsFrom(
      int next, List<Present> facts, @Nullable Supposed supposed, Map<String, String> variables) {
    if (next == conditions.size()) {
      return true;
    }
    Condition condition = conditions.get(next);
    if (supposed != null && condition.equals(supposed.node())) {
      return holdsFrom(next + 1, facts, supposed, variables);
    }
    Class<?> kind = Vocabulary.facts().get(condition.fact().text());
    boolean some = false;
    for (Present fact : facts) {
      if (kind == null || !kind.isInstance(fact.fact())) {
        continue;
      }
      Map<String, String> bound = with(condition, fact, variables);
      if (holds(condition.clause(), fact, supposed, bound)) {
        if (condition.quantifier() != null) {
          some = true;
          break;
        }
        if (holdsFrom(next + 1, facts, supposed, bound)) {
          return true;
        }
      }
    }
    return condition.quantifier() != null
        && some != condition.isDenied()
        && holdsFrom(next + 1, facts, supposed, variables);
  }

  private static Map<String, String> with(
      Condition condition, Present fact, Map<String, String> variables) {
    Map<String, String> bound = variables;
    for (Term term : condition.terms()) {
      if (term instanceof Binding binding) {
        bound = new HashMap<>(bound);
        bound.put(binding.variable().text(), fact.values().of(binding.field().text()));
      }
    }
    return bound;
  }

  private static boolean holds(
      Clause clause, Present fact, @Nullable Supposed supposed, Map<String, String> variables) {
    if (supposed != null && clause.equals(supposed.node())) {
      return supposed.holds().test(fact.values());
    }
    if (clause instanceof All all) {
      for (Clause each : all.clauses()) {
        if (!holds(each, fact, supposed, variables)) {
          return false;
        }
      }
      return true;
    }
    if (clause instanceof Any any) {
      for (Clause each : any.clauses()) {
        if (holds(each, fact, supposed, variables)) {
          return true;
        }
      }
      return false;
    }
    if (clause instanceof Without without) {
      return !fact.values().isTrue(without.flag());
    }
    Term term = ((One) clause).term();
    if (term instanceof Flag flag) {
      return fact.values().isTrue(flag.field());
    }
    return !(term instanceof Comparison comparison) || fact.values().holds(comparison, variables);
  }
}
