package io.rtoto.rules.authoring;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule file as written, before anything of it is judged.
 *
 * @param path its path from the library's root
 * @param lines how many lines it has
 * @param packageName as declared; null when it declares none
 * @param rules its rules, as far as they can be read
 */
record RuleFile(String path, int lines, @Nullable Word packageName, List<Rule> rules) {

  /**
   * A rule.
   *
   * @param start the word {@code rule}
   * @param name its sentence
   * @param metadata what follows an {@code @}
   * @param attributes such as {@code agenda-group}
   * @param conditions what follows {@code when}
   * @param actions what follows {@code then}
   * @param end the word {@code end}
   * @param whole whether all of it could be read; else what is not here may be there all the same
   */
  record Rule(
      Word start,
      Word name,
      List<Setting> metadata,
      List<Setting> attributes,
      List<Condition> conditions,
      List<Action> actions,
      Word end,
      boolean whole) {
    /** What it says of itself under that name; empty where it says nothing. */
    String metadatum(String called) {
      return valueOf(metadata, called);
    }

    /** The phase that it is heard in, as written; empty where it tells none. */
    String phase() {
      return valueOf(attributes, "agenda-group");
    }

    private static String valueOf(List<Setting> settings, String called) {
      for (Setting setting : settings) {
        Word value = setting.value();
        if (setting.name().is(called) && value != null) {
          return value.text();
        }
      }
      return "";
    }
  }

  /**
   * A name and its value.
   *
   * @param name such as {@code owner} or {@code agenda-group}
   * @param value a text; null when there is none, or something else
   */
  record Setting(Word name, @Nullable Word value) {}

  /**
   * A fact that must be there, or must not.
   *
   * @param quantifier {@code not} or {@code exists}; null when it must simply be there
   * @param variable what the fact is called from here on; null when it needs no name
   * @param fact the fact's name
   * @param terms what is asked of it, one after the other
   * @param clause the same, as it is joined
   */
  record Condition(
      @Nullable Word quantifier,
      @Nullable Word variable,
      Word fact,
      List<Term> terms,
      Clause clause) {
    /** Whether such a fact must not be there. */
    boolean isDenied() {
      return quantifier != null && quantifier.is("not");
    }
  }

  /** How what is asked is joined. */
  sealed interface Clause {}

  /**
   * All of these hold.
   *
   * @param clauses in order
   */
  record All(List<Clause> clauses) implements Clause {}

  /**
   * One of these holds.
   *
   * @param clauses in order
   */
  record Any(List<Clause> clauses) implements Clause {}

  /**
   * This holds.
   *
   * @param term what is asked
   */
  record One(Term term) implements Clause {}

  /**
   * This yes or no is a no.
   *
   * @param flag its name
   */
  record Without(Word flag) implements Clause {
    /** As an author writes it. */
    String shown() {
      return "!" + flag.text();
    }
  }

  /** What is asked of a fact. */
  sealed interface Term {}

  /**
   * A field gets a name.
   *
   * @param variable the name
   * @param field the field
   */
  record Binding(Word variable, Word field) implements Term {}

  /**
   * A comparison.
   *
   * @param left what is compared
   * @param operator such as {@code >=} or {@code not in}
   * @param right what it is compared with; several after {@code in}
   */
  record Comparison(Word left, Word operator, List<Word> right) implements Term {
    /** As an author writes it. */
    String shown() {
      String values = right.stream().map(Word::shown).collect(Collectors.joining(", "));
      return "%s %s %s"
          .formatted(left.text(), operator.text(), isAmongSeveral() ? "(" + values + ")" : values);
    }

    /** What a case says for it not to hold, such as {@code items: 1}; empty where nobody knows. */
    String otherwise() {
      Word value = right.get(right.size() - 1);
      boolean number = value.kind() == Word.Kind.NUMBER;
      return switch (operator.text()) {
        case ">=" -> number ? told(Long.parseLong(value.text()) - 1) : "";
        case "<=" -> number ? told(Long.parseLong(value.text()) + 1) : "";
        case "==" -> value.is("true") ? told("no") : value.is("false") ? told("yes") : another();
        case "in", "contains" -> another();
        default -> value.kind() == Word.Kind.VARIABLE ? "" : told(value.text());
      };
    }

    private String told(Object value) {
      return left.text() + ": " + value;
    }

    private String another() {
      return "another " + left.text();
    }

    private boolean isAmongSeveral() {
      return operator.is("in") || operator.is("not in");
    }
  }

  /**
   * A yes or no that is asked for itself.
   *
   * @param field its name
   */
  record Flag(Word field) implements Term {}

  /** What a rule does. */
  sealed interface Action {}

  /**
   * A fact is inserted.
   *
   * @param fact the fact's name
   * @param arguments in order
   */
  record Insert(Word fact, List<Argument> arguments) implements Action {}

  /**
   * A fact is deleted.
   *
   * @param variable what it is called
   */
  record Delete(Word variable) implements Action {}

  /**
   * A value for a fact.
   *
   * @param value the value, or the word {@code List} of a list
   * @param items of a list; null when it is none
   */
  record Argument(Word value, @Nullable List<Word> items) {}
}
