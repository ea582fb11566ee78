package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.RuleFile.Action;
import io.rtoto.rules.authoring.RuleFile.All;
import io.rtoto.rules.authoring.RuleFile.Any;
import io.rtoto.rules.authoring.RuleFile.Argument;
import io.rtoto.rules.authoring.RuleFile.Binding;
import io.rtoto.rules.authoring.RuleFile.Clause;
import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.authoring.RuleFile.Condition;
import io.rtoto.rules.authoring.RuleFile.Delete;
import io.rtoto.rules.authoring.RuleFile.Flag;
import io.rtoto.rules.authoring.RuleFile.Insert;
import io.rtoto.rules.authoring.RuleFile.One;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.authoring.RuleFile.Term;
import io.rtoto.rules.authoring.RuleFile.Without;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks and does, so that what means the same is equal: whatever the order of
 * conditions, alternatives and actions, whatever facts are called, and whether {@code items > 1} is
 * written or {@code items >= 2}, for all numbers are whole.
 *
 * @param asked each condition by itself, in order of what they ask
 * @param done each action, in order
 */
record RuleMeaning(List<Asked> asked, List<Done> done) {
  /**
   * A condition.
   *
   * @param fact what it is asked of: the fact, with its quantifier, and which of several of a kind
   * @param field of the fact, where it is one comparison; else empty
   * @param meaning equal where it means the same
   * @param shown as written
   * @param comparison itself, where it is one
   */
  record Asked(
      String fact, String field, String meaning, String shown, @Nullable Comparison comparison) {}

  /**
   * An action.
   *
   * @param fact what is inserted; {@code delete} where something is withdrawn
   * @param values by the names of what is inserted; or what is withdrawn
   */
  record Done(String fact, Map<String, String> values) {
    String shown() {
      return fact + "( " + String.join(", ", values.values()) + " )";
    }
  }

  static RuleMeaning of(Rule rule) {
    Map<String, String> called = called(rule.conditions());
    List<Asked> asked = new ArrayList<>();
    Map<String, Integer> ofKind = new HashMap<>();
    rule.conditions().stream()
        .sorted(
            Comparator.comparing(RuleMeaning::kindOf)
                .thenComparing(each -> meaning(each.clause(), called)))
        .forEach(
            condition -> {
              int number = ofKind.merge(kindOf(condition), 1, Integer::sum);
              gather(condition, number, called, asked);
            });
    return new RuleMeaning(
        List.copyOf(asked),
        rule.actions().stream()
            .map(action -> done(action, called))
            .sorted(Comparator.comparing(Done::shown))
            .toList());
  }

  /** Whether both ask and do the same. */
  boolean isThatOf(RuleMeaning other) {
    return asked.stream()
            .map(RuleMeaning::key)
            .toList()
            .equals(other.asked.stream().map(RuleMeaning::key).toList())
        && done.equals(other.done);
  }

  private static String key(Asked asked) {
    return asked.fact + " " + asked.meaning;
  }

  private static String kindOf(Condition condition) {
    return condition.quantifier() == null
        ? condition.fact().text()
        : condition.quantifier().text() + " " + condition.fact().text();
  }

  /** What a variable stands for, whatever it is called. */
  private static Map<String, String> called(List<Condition> conditions) {
    Map<String, String> called = new HashMap<>();
    Map<String, Integer> ofKind = new HashMap<>();
    for (Condition condition : conditions) {
      int number = ofKind.merge(condition.fact().text(), 1, Integer::sum);
      String fact = condition.fact().text() + (number == 1 ? "" : number);
      if (condition.variable() != null) {
        called.put(condition.variable().text(), fact);
      }
      for (Term term : condition.terms()) {
        if (term instanceof Binding binding) {
          called.put(binding.variable().text(), fact + "." + binding.field().text());
        }
      }
    }
    return called;
  }

  private static void gather(
      Condition condition, int number, Map<String, String> called, List<Asked> asked) {
    String fact = kindOf(condition) + (number == 1 ? "" : " " + number);
    List<Asked> ofFact = new ArrayList<>();
    if (condition.isDenied()) {
      // Of what must not be there, more that is asked means less that is refused.
      ofFact.add(whole(condition, fact, called));
    } else {
      gather(condition, fact, condition.clause(), called, ofFact);
      ofFact.sort(Comparator.comparing(Asked::meaning));
      if (ofFact.isEmpty()) {
        ofFact.add(whole(condition, fact, called));
      }
    }
    asked.addAll(ofFact);
  }

  private static Asked whole(Condition condition, String fact, Map<String, String> called) {
    String terms = Premise.shown(condition.clause(), ", ");
    String shown = kindOf(condition) + (terms.isEmpty() ? "()" : "( " + terms + " )");
    return new Asked(fact, "", meaning(condition.clause(), called), shown, null);
  }

  private static void gather(
      Condition condition,
      String fact,
      Clause clause,
      Map<String, String> called,
      List<Asked> asked) {
    if (clause instanceof All all) {
      all.clauses().forEach(each -> gather(condition, fact, each, called, asked));
      return;
    }
    Comparison comparison =
        clause instanceof One one && one.term() instanceof Comparison simple ? simple : null;
    asked.add(
        new Asked(
            fact,
            fieldOf(clause),
            meaning(clause, called),
            kindOf(condition) + "( " + Premise.shown(clause, ", ") + " )",
            comparison));
  }

  private static String fieldOf(Clause clause) {
    if (clause instanceof Without without) {
      return without.flag().text();
    }
    if (clause instanceof One one) {
      return one.term() instanceof Comparison comparison
          ? comparison.left().text()
          : one.term() instanceof Flag flag ? flag.field().text() : "";
    }
    return "";
  }

  private static String meaning(Clause clause, Map<String, String> called) {
    if (clause instanceof All all) {
      return joined(all.clauses(), " and ", called);
    }
    if (clause instanceof Any any) {
      return joined(any.clauses(), " or ", called);
    }
    if (clause instanceof Without without) {
      return without.flag().text() + " is false";
    }
    Term term = ((One) clause).term();
    if (term instanceof Flag flag) {
      return flag.field().text() + " is true";
    }
    return term instanceof Comparison comparison ? meaning(comparison, called) : "";
  }

  private static String joined(List<Clause> clauses, String by, Map<String, String> called) {
    return clauses.stream()
        .map(each -> meaning(each, called))
        .filter(each -> !each.isEmpty())
        .sorted()
        .collect(Collectors.joining(by, "(", ")"));
  }

  private static String meaning(Comparison comparison, Map<String, String> called) {
    String field = comparison.left().text();
    Word value = comparison.right().get(0);
    List<String> values =
        comparison.right().stream().map(word -> shown(word, called)).sorted().distinct().toList();
    boolean isTrue = value.is("true");
    boolean isNumber = value.kind() == Word.Kind.NUMBER;
    String operator = comparison.operator().text();
    if (isTrue || value.is("false")) {
      return field + " is " + (isTrue == operator.equals("=="));
    }
    return switch (operator) {
      case ">" ->
          isNumber ? field + " >= " + (Long.parseLong(value.text()) + 1) : field + " > " + values;
      case "<" ->
          isNumber ? field + " <= " + (Long.parseLong(value.text()) - 1) : field + " < " + values;
      case ">=", "<=" -> field + " " + operator + " " + String.join("", values);
      case "==" -> field + " in " + values;
      case "!=" -> field + " not in " + values;
      default -> field + " " + operator + " " + values;
    };
  }

  private static Done done(Action action, Map<String, String> called) {
    if (action instanceof Delete delete) {
      return new Done("delete", Map.of("withdrawn", shown(delete.variable(), called)));
    }
    Insert insert = (Insert) action;
    return new Done(insert.fact().text(), values(insert, called));
  }

  private static Map<String, String> values(Insert insert, Map<String, String> called) {
    Map<String, String> values = new LinkedHashMap<>();
    Class<?> fact = Vocabulary.facts().get(insert.fact().text());
    List<String> names =
        fact == null || !fact.isRecord()
            ? List.of()
            : Fields.constructor(fact, insert.arguments().size()).stream()
                .map(Map.Entry::getKey)
                .toList();
    for (int i = 0; i < insert.arguments().size(); i++) {
      Argument argument = insert.arguments().get(i);
      List<Word> items = argument.items();
      String value =
          items == null
              ? shown(argument.value(), called)
              : items.stream()
                  .map(item -> shown(item, called))
                  .collect(Collectors.joining(", ", "List.of( ", " )"));
      values.put(i < names.size() ? names.get(i) : "value " + (i + 1), value);
    }
    return values;
  }

  private static String shown(Word word, Map<String, String> called) {
    return word.kind() == Word.Kind.VARIABLE
        ? called.getOrDefault(word.text(), word.text())
        : word.shown();
  }
}
