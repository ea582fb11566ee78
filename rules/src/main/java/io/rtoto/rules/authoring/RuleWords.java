package io.rtoto.rules.authoring;

import io.rtoto.rules.facts.OneOf;
import io.rtoto.rules.findings.NearestWord;
import io.rtoto.rules.settings.LibraryNames;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of one rule: what each stands for, and of which kind it is. */
final class RuleWords {
  private final LibraryNames names;
  private final boolean whole;
  private final Findings findings;
  private final Map<String, Fields.Kind> variables = new HashMap<>();
  private final Map<String, Class<?>> facts = new HashMap<>();
  private final Set<String> longs = new HashSet<>();

  /**
   * The words of a rule.
   *
   * @param names those that it may name
   * @param whole whether all of it could be read; else what is unknown may be called so elsewhere
   */
  RuleWords(LibraryNames names, boolean whole, Findings findings) {
    this.names = names;
    this.whole = whole;
    this.findings = findings;
  }

  /** Whether all of the rule could be read. */
  boolean whole() {
    return whole;
  }

  /** The fact that is called so from now on. */
  void bind(Word variable, Class<?> fact) {
    bind(variable, Fields.Kind.FACT);
    facts.put(variable.text(), fact);
  }

  /** The fact that is called so; null where nothing is, or no fact. */
  @Nullable Class<?> factCalled(Word variable) {
    return facts.get(variable.text());
  }

  @Nullable Class<?> factOf(Word name) {
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

  /** A word that the field never is would keep the rule silent, or make it speak always. */
  void judgeWord(Word value, Class<?> fact, String field) {
    if (value.kind() != Word.Kind.TEXT) {
      return;
    }
    OneOf words = Fields.wordsOf(fact, field);
    if (words == null) {
      judgeProposal(value, fact, field);
    } else if (words.orEmpty() && value.text().isEmpty()) {
      return;
    } else if (!words.namedIn().isEmpty()) {
      String what = words.namedIn().replace("s.yaml", "");
      judgeName(
          value,
          words.namedIn(),
          "unknown-" + what,
          "There is no %s %s in %s.".formatted(what, value.text(), words.namedIn()));
    } else if (!List.of(words.value()).contains(value.text())) {
      findings.add(
          value,
          "unknown-word",
          "%s of %s is never %s; expected one of %s."
              .formatted(
                  field, fact.getSimpleName(), value.shown(), String.join(", ", words.value())),
          NearestWord.hint(value.text(), List.of(words.value())));
    }
  }

  /** What no rule proposes, none withdraws. */
  private void judgeProposal(Word name, Class<?> fact, String field) {
    if (Vocabulary.proposals().contains(fact) && field.equals("name")) {
      String kind = fact.getSimpleName();
      judgeName(
          name,
          kind,
          "unknown-proposal",
          "No rule proposes the %s %s.".formatted(kind.toLowerCase(Locale.ROOT), name.text()));
    }
  }

  private void judgeName(Word name, String kind, String code, String message) {
    if (names.lack(kind, name.text())) {
      findings.add(name, code, message, names.hint(kind, name.text()));
    }
  }

  void mustBe(Word value, String of, Fields.Kind expected, Fields.@Nullable Kind kind) {
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

  Fields.@Nullable Kind fieldOf(Word name, Class<?> fact, Map<String, Fields.Kind> fields) {
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

  /** The field that is called so from now on; of no kind where there is none. */
  void bind(Word variable, Class<?> fact, Word field, Fields.@Nullable Kind kind) {
    bind(variable, kind);
    if (Fields.isLong(fact, field.text())) {
      longs.add(variable.text());
    }
  }

  /** Whether that is a variable that may be a number of more than nine digits. */
  boolean mayBeLong(Word value) {
    return value.kind() == Word.Kind.VARIABLE && longs.contains(value.text());
  }

  private void bind(Word variable, Fields.@Nullable Kind kind) {
    if (variables.containsKey(variable.text())) {
      findings.add(variable, "variable", "%s is used already.".formatted(variable.text()));
    } else if (kind != null) {
      variables.put(variable.text(), kind);
    }
  }

  /** What a value is; null, and a finding, where nobody knows. */
  Fields.@Nullable Kind kindOf(Word value) {
    return switch (value.kind()) {
      case TEXT -> Fields.Kind.TEXT;
      case NUMBER -> {
        judgeNumber(value);
        yield Fields.Kind.NUMBER;
      }
      case VARIABLE -> {
        Fields.Kind kind = variables.get(value.text());
        if (kind == null && whole) {
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
}
