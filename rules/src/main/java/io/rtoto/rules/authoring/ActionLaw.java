package io.rtoto.rules.authoring;

import io.rtoto.rules.Phase;
import io.rtoto.rules.authoring.RuleFile.Action;
import io.rtoto.rules.authoring.RuleFile.Argument;
import io.rtoto.rules.authoring.RuleFile.Delete;
import io.rtoto.rules.authoring.RuleFile.Insert;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one rule does: as its phase may, with values of the right kind. */
final class ActionLaw {
  private final Optional<Phase> phase;
  private final RuleWords words;
  private final Findings findings;

  ActionLaw(Optional<Phase> phase, RuleWords words, Findings findings) {
    this.phase = phase;
    this.words = words;
    this.findings = findings;
  }

  void judge(Action action) {
    if (action instanceof Delete delete) {
      judge(delete);
    } else if (action instanceof Insert insert) {
      judge(insert);
    }
  }

  private void judge(Delete delete) {
    Word variable = delete.variable();
    Class<?> fact = words.factCalled(variable);
    if (fact == null ? words.whole() : !Proposal.class.isAssignableFrom(fact)) {
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
    Class<?> fact = words.factOf(insert.fact());
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
      } else if (Proposal.class.isAssignableFrom(fact)
          && expected.get(i).getKey().equals("name")
          && argument.value().kind() == Word.Kind.TEXT
          && argument.value().text().length() > Proposal.LONGEST_NAME) {
        findings.add(
            argument.value(),
            "name",
            "The proposal's name has %d characters; expected at most %d."
                .formatted(argument.value().text().length(), Proposal.LONGEST_NAME),
            "Maybe its text belongs into texts.yaml.");
      } else if (Proposal.class.isAssignableFrom(fact)
          && expected.get(i).getKey().equals("name")
          && argument.value().kind() == Word.Kind.TEXT
          && HouseLaw.readsFromTheRight(argument.value().text())) {
        findings.add(
            argument.value(), "name", "A proposal's name is read from the left to the right.");
      } else if (fact == Proposal.Tag.class) {
        words.judgeWord(argument.value(), fact, expected.get(i).getKey());
      }
      if (items != null) {
        items.forEach(item -> words.mustBe(item, "a list", Fields.Kind.TEXT, words.kindOf(item)));
      }
      if (words.mayBeLong(argument.value())
          && expected.get(i).getValue() == Fields.Kind.NUMBER
          && !Fields.isLong(fact, expected.get(i).getKey())) {
        findings.add(
            argument.value(),
            "wrong-kind",
            "%s takes a number of at most nine digits, and %s may be larger."
                .formatted(expected.get(i).getKey(), argument.value().text()));
      }
      words.mustBe(
          argument.value(),
          expected.get(i).getKey(),
          expected.get(i).getValue(),
          items != null ? Fields.Kind.LIST : words.kindOf(argument.value()));
    }
  }
}
