package io.rtoto.rules.authoring;

import io.rtoto.rules.Phase;
import io.rtoto.rules.authoring.RuleFile.Binding;
import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.authoring.RuleFile.Condition;
import io.rtoto.rules.authoring.RuleFile.Flag;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.authoring.RuleFile.Term;
import io.rtoto.rules.settings.LibraryNames;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one rule asks and does: in known words, of the right kind, as its phase may. */
final class RuleLaw {
  static final int MOST_CONDITIONS = 8;

  /** Facts of a kind that comes in numbers multiply with each other. */
  static final int MOST_OF_A_KIND = 3;

  /** Each is a class of its own when it is compiled. */
  static final int MOST_COMPARED = 100;

  private final Rule rule;
  private final Optional<Class<?>> moment;
  private final Findings findings;
  private final RuleWords words;
  private final ActionLaw actions;

  RuleLaw(
      Rule rule,
      Optional<Class<?>> moment,
      Optional<Phase> phase,
      LibraryNames names,
      Findings findings) {
    this.rule = rule;
    this.moment = moment;
    this.findings = findings;
    words = new RuleWords(names, rule.whole(), findings);
    actions = new ActionLaw(phase, words, findings);
  }

  void judge() {
    if (rule.whole()) {
      judgeMoment();
    }
    rule.conditions().forEach(this::judge);
    judgeHowMany();
    if (rule.actions().isEmpty() && rule.whole()) {
      findings.add(rule.end(), "action", "The rule does nothing.");
    }
    rule.actions().forEach(actions::judge);
  }

  private void judgeMoment() {
    if (rule.conditions().isEmpty()) {
      findings.add(rule.name(), "moment-first", "The rule has no condition.");
      return;
    }
    Condition first = rule.conditions().get(0);
    if (first.quantifier() != null) {
      findings.add(
          first.quantifier(), "moment-first", "The first condition is something that is there.");
    }
    moment.ifPresent(
        expected -> {
          String fact = first.fact().text();
          if (!fact.equals(expected.getSimpleName()) && Vocabulary.facts().containsKey(fact)) {
            findings.add(
                first.fact(),
                "moment-first",
                "The first condition is the moment of this folder, %s, but found %s."
                    .formatted(expected.getSimpleName(), fact));
          }
        });
  }

  private void judgeHowMany() {
    if (compared(rule) > MOST_COMPARED) {
      findings.add(
          rule.name(),
          "too-many-conditions",
          "The rule compares %d times; at most %d are one idea."
              .formatted(compared(rule), MOST_COMPARED),
          "Maybe a fact says it already.");
    }
    Map<String, Integer> kinds = new HashMap<>();
    for (int i = 0; i < rule.conditions().size(); i++) {
      Word fact = rule.conditions().get(i).fact();
      if (i == MOST_CONDITIONS) {
        findings.add(
            fact,
            "too-many-conditions",
            "The rule has %d conditions; at most %d are one idea."
                .formatted(rule.conditions().size(), MOST_CONDITIONS),
            "Maybe these are two ideas.");
      }
      if (kinds.merge(fact.text(), 1, Integer::sum) == MOST_OF_A_KIND + 1) {
        findings.add(
            fact,
            "too-many-conditions",
            "The rule asks for %s more than %d times: each is compared with each of the others."
                .formatted(fact.text(), MOST_OF_A_KIND),
            "Maybe one condition can ask for several fields.");
      }
    }
  }

  /** With how many values or fields a rule compares. */
  static int compared(Rule rule) {
    return rule.conditions().stream()
        .flatMap(condition -> condition.terms().stream())
        .mapToInt(term -> term instanceof Comparison one ? one.right().size() : 1)
        .sum();
  }

  private void judge(Condition condition) {
    Class<?> fact = words.factOf(condition.fact());
    if (fact == null) {
      return;
    }
    Map<String, Fields.Kind> fields = Fields.of(fact);
    condition.terms().forEach(term -> judge(term, fact, fields, condition.quantifier() != null));
    Word variable = condition.variable();
    if (variable != null && condition.quantifier() != null) {
      findings.add(variable, "variable", "Where a fact may be missing, it gets no name.");
    } else if (variable != null) {
      words.bind(variable, fact);
    }
  }

  private void judge(
      Term term, Class<?> fact, Map<String, Fields.Kind> fields, boolean quantified) {
    if (term instanceof Binding binding) {
      Fields.Kind kind = words.fieldOf(binding.field(), fact, fields);
      if (quantified) {
        findings.add(
            binding.variable(), "variable", "Where a fact may be missing, its fields get no name.");
      }
      words.bind(binding.variable(), fact, binding.field(), kind);
    } else if (term instanceof Flag flag) {
      Fields.Kind kind = words.fieldOf(flag.field(), fact, fields);
      if (kind != null && kind != Fields.Kind.FLAG) {
        findings.add(
            flag.field(),
            "wrong-kind",
            "%s is %s; expected a comparison.".formatted(flag.field().text(), kind.shown()));
      }
    } else if (term instanceof Comparison comparison) {
      judge(comparison, fact, fields);
    }
  }

  private void judge(Comparison comparison, Class<?> fact, Map<String, Fields.Kind> fields) {
    if (comparison.left().kind() != Word.Kind.NAME) {
      findings.add(
          comparison.left(), "wrong-kind", "A comparison begins with a field of the fact.");
      return;
    }
    Fields.Kind left = words.fieldOf(comparison.left(), fact, fields);
    if (left == null) {
      return;
    }
    Word operator = comparison.operator();
    if (!left.operators().contains(operator.text())) {
      findings.add(
          operator,
          "wrong-kind",
          "%s is %s; expected one of %s, but found %s."
              .formatted(
                  comparison.left().text(),
                  left.shown(),
                  String.join(" ", left.operators()),
                  operator.text()));
      return;
    }
    Fields.Kind expected = left == Fields.Kind.LIST ? Fields.Kind.TEXT : left;
    for (Word value : comparison.right()) {
      Fields.Kind kind = kindOf(value, expected, fact, fields);
      words.mustBe(value, comparison.left().text(), expected, kind);
      words.judgeWord(value, fact, comparison.left().text());
    }
  }

  /** What a value is; a word that is no field, where a text is expected, lacks its quotes. */
  private Fields.@Nullable Kind kindOf(
      Word value, Fields.Kind expected, Class<?> fact, Map<String, Fields.Kind> fields) {
    if (value.kind() != Word.Kind.NAME || isFlag(value)) {
      return words.kindOf(value);
    }
    return expected == Fields.Kind.TEXT && !fields.containsKey(value.text())
        ? Fields.Kind.FLAG
        : words.fieldOf(value, fact, fields);
  }

  private static boolean isFlag(Word value) {
    return value.is("true") || value.is("false");
  }
}
