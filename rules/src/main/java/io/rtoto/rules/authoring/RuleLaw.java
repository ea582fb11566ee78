package io.rtoto.rules.authoring;

import io.rtoto.rules.Phase;
import io.rtoto.rules.authoring.RuleFile.Action;
import io.rtoto.rules.authoring.RuleFile.Argument;
import io.rtoto.rules.authoring.RuleFile.Binding;
import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.authoring.RuleFile.Condition;
import io.rtoto.rules.authoring.RuleFile.Delete;
import io.rtoto.rules.authoring.RuleFile.Flag;
import io.rtoto.rules.authoring.RuleFile.Insert;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.authoring.RuleFile.Term;
import io.rtoto.rules.facts.Customer;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.settings.TagSettings;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one rule asks and does: in known words, of the right kind, as its phase may. */
final class RuleLaw {
  private final Rule rule;
  private final Optional<Class<?>> moment;
  private final Optional<Phase> phase;
  private final @Nullable TagSettings tags;
  private final Findings findings;
  private final Map<String, Fields.Kind> variables = new HashMap<>();
  private final Map<String, Class<?>> facts = new HashMap<>();

  RuleLaw(
      Rule rule,
      Optional<Class<?>> moment,
      Optional<Phase> phase,
      @Nullable TagSettings tags,
      Findings findings) {
    this.rule = rule;
    this.moment = moment;
    this.phase = phase;
    this.tags = tags;
    this.findings = findings;
  }

  void judge() {
    judgeMoment();
    rule.conditions().forEach(this::judge);
    if (rule.actions().isEmpty()) {
      findings.add(rule.end(), "action", "The rule does nothing.");
    }
    rule.actions().forEach(this::judge);
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

  private void judge(Condition condition) {
    Class<?> fact = factOf(condition.fact());
    if (fact == null) {
      return;
    }
    Map<String, Fields.Kind> fields = Fields.of(fact);
    condition.terms().forEach(term -> judge(term, fact, fields, condition.quantifier() != null));
    Word variable = condition.variable();
    if (variable != null) {
      bind(variable, Fields.Kind.FACT);
      facts.put(variable.text(), fact);
    }
  }

  private @Nullable Class<?> factOf(Word name) {
    Class<?> fact = Vocabulary.facts().get(name.text());
    if (fact == null) {
      findings.add(
          name,
          "unknown-fact",
          "There is no fact %s.".formatted(name.text()),
          NearestWord.hint(name.text(), Vocabulary.facts().keySet()));
    }
    return fact;
  }

  private void judge(
      Term term, Class<?> fact, Map<String, Fields.Kind> fields, boolean quantified) {
    if (term instanceof Binding binding) {
      Fields.Kind kind = fieldOf(binding.field(), fact, fields);
      if (quantified) {
        findings.add(
            binding.variable(), "variable", "Where a fact may be missing, its fields get no name.");
      }
      bind(binding.variable(), kind);
    } else if (term instanceof Flag flag) {
      Fields.Kind kind = fieldOf(flag.field(), fact, fields);
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
    Fields.Kind left = fieldOf(comparison.left(), fact, fields);
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
      Fields.Kind kind =
          value.kind() == Word.Kind.NAME && !isFlag(value)
              ? fieldOf(value, fact, fields)
              : kindOf(value);
      mustBe(value, comparison.left().text(), expected, kind);
      if (fact == Customer.class && comparison.left().is("tags")) {
        judgeTag(value);
      }
    }
  }

  /** One that nobody governs is never set, or never asked for, and nobody would notice. */
  private void judgeTag(Word name) {
    if (tags != null && name.kind() == Word.Kind.TEXT && !tags.has(name.text())) {
      findings.add(
          name,
          "unknown-tag",
          "There is no tag %s in %s.".formatted(name.text(), TagSettings.FILE),
          NearestWord.hint(name.text(), tags.tags().keySet()));
    }
  }

  private void mustBe(Word value, String of, Fields.Kind expected, Fields.@Nullable Kind kind) {
    if (kind != null && kind != expected) {
      findings.add(
          value,
          "wrong-kind",
          "%s takes %s, but found %s.".formatted(of, expected.shown(), value.shown()),
          expected == Fields.Kind.TEXT && kind != Fields.Kind.FACT
              ? "Maybe \"" + value.text() + "\" in quotes."
              : "");
    }
  }

  private Fields.@Nullable Kind fieldOf(Word name, Class<?> fact, Map<String, Fields.Kind> fields) {
    Fields.Kind kind = fields.get(name.text());
    if (kind == null) {
      findings.add(
          name,
          "unknown-field",
          "%s has no field %s; it has %s."
              .formatted(fact.getSimpleName(), name.text(), String.join(", ", fields.keySet())),
          NearestWord.hint(name.text(), fields.keySet()));
    }
    return kind;
  }

  private void bind(Word variable, Fields.@Nullable Kind kind) {
    if (variables.containsKey(variable.text())) {
      findings.add(variable, "variable", "%s is used already.".formatted(variable.text()));
    } else if (kind != null) {
      variables.put(variable.text(), kind);
    }
  }

  /** What a value is; null, and a finding, where nobody knows. */
  private Fields.@Nullable Kind kindOf(Word value) {
    return switch (value.kind()) {
      case TEXT -> Fields.Kind.TEXT;
      case NUMBER -> {
        judgeNumber(value);
        yield Fields.Kind.NUMBER;
      }
      case VARIABLE -> {
        Fields.Kind kind = variables.get(value.text());
        if (kind == null) {
          findings.add(
              value,
              "variable",
              "Nothing is called %s.".formatted(value.text()),
              NearestWord.hint(value.text(), variables.keySet()));
        }
        yield kind;
      }
      default -> Fields.Kind.FLAG;
    };
  }

  private void judgeNumber(Word number) {
    if (!number.text().matches("-?(0|[1-9][0-9]{0,8})")) {
      findings.add(
          number,
          "wrong-kind",
          "%s is no number that a rule may name; expected a whole one of at most nine digits."
              .formatted(number.text()),
          "Maybe money is meant: 20000 are 200.00.");
    }
  }

  private static boolean isFlag(Word value) {
    return value.is("true") || value.is("false");
  }

  private void judge(Action action) {
    if (action instanceof Delete delete) {
      judge(delete);
    } else if (action instanceof Insert insert) {
      judge(insert);
    }
  }

  private void judge(Delete delete) {
    Word variable = delete.variable();
    Class<?> fact = facts.get(variable.text());
    if (fact == null || !Proposal.class.isAssignableFrom(fact)) {
      findings.add(
          variable,
          "action",
          "A rule withdraws a proposal, but %s is none.".formatted(variable.text()),
          "Maybe " + variable.text() + " : Offer() is missing in the condition.");
    }
    if (phase.isPresent() && phase.get() != Phase.GUARD && phase.get() != Phase.CHOOSE) {
      findings.add(
          variable,
          "action",
          "A rule in agenda-group \"%s\" withdraws nothing.".formatted(phase.get().group()),
          "Maybe its agenda-group is \"guard\".");
    }
  }

  private void judge(Insert insert) {
    Class<?> fact = factOf(insert.fact());
    if (fact == null) {
      return;
    }
    if (fact == Proposal.class || Moment.class.isAssignableFrom(fact)) {
      findings.add(
          insert.fact(), "action", "A rule cannot insert %s.".formatted(insert.fact().text()));
      return;
    }
    boolean proposal = Proposal.class.isAssignableFrom(fact);
    if (phase.isPresent() && phase.get() != (proposal ? Phase.PROPOSE : Phase.UNDERSTAND)) {
      findings.add(
          insert.fact(),
          "action",
          "A rule in agenda-group \"%s\" does not insert %s."
              .formatted(phase.get().group(), insert.fact().text()));
    }
    judgeArguments(insert, fact);
  }

  private void judgeArguments(Insert insert, Class<?> fact) {
    List<Map.Entry<String, Fields.Kind>> expected =
        Fields.constructor(fact, insert.arguments().size());
    if (expected.size() != insert.arguments().size()) {
      List<String> names = new ArrayList<>();
      expected.forEach(parameter -> names.add(parameter.getKey()));
      findings.add(
          insert.fact(),
          "arguments",
          "%s takes %s, but found %d values."
              .formatted(
                  insert.fact().text(), String.join(", ", names), insert.arguments().size()));
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      Argument argument = insert.arguments().get(i);
      List<Word> items = argument.items();
      if (Proposal.class.isAssignableFrom(fact)
          && expected.get(i).getKey().equals("name")
          && argument.value().kind() == Word.Kind.TEXT
          && argument.value().text().isBlank()) {
        findings.add(argument.value(), "arguments", "A proposal has a name.");
      } else if (fact == Proposal.Tag.class) {
        judgeTag(argument.value());
      }
      if (items != null) {
        items.forEach(item -> mustBe(item, "a list", Fields.Kind.TEXT, kindOf(item)));
      }
      mustBe(
          argument.value(),
          expected.get(i).getKey(),
          expected.get(i).getValue(),
          items != null ? Fields.Kind.LIST : kindOf(argument.value()));
    }
  }
}
