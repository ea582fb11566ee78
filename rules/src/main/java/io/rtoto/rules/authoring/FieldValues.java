package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.facts.Proposal;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a fact's fields, as a decision tells them, and what comparisons make of them.
 *
 * @param values by the names of the fields; a list reads {@code [one, other]}
 */
record FieldValues(Map<String, String> values) {
  /** The fields of a fact. */
  static FieldValues of(Object fact) {
    Map<String, String> values = new LinkedHashMap<>();
    if (fact instanceof Proposal proposal) {
      values.put("name", proposal.name());
      values.put("priority", Integer.toString(proposal.priority()));
    }
    try {
      for (RecordComponent field : fact.getClass().getRecordComponents()) {
        Object value = field.getAccessor().invoke(fact);
        if (value != null) {
          values.put(field.getName(), value.toString());
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A fact is a public record, but not " + fact + ".", e);
    }
    return new FieldValues(values);
  }

  /** The field's value; empty where it was not told. */
  String of(String field) {
    return values.getOrDefault(field, "");
  }

  /** Whether that is a yes or no, and a yes. */
  boolean isTrue(Word field) {
    return of(field.text()).equals("true");
  }

  /** Whether a comparison holds; with what is not known, it does. */
  boolean holds(Comparison comparison, Map<String, String> variables) {
    return operands(comparison, variables)
        .map(right -> holds(of(comparison.left().text()), comparison.operator().text(), right))
        .orElse(true);
  }

  /** What a field is compared with; empty where it is a variable that nothing is known of. */
  Optional<List<String>> operands(Comparison comparison, Map<String, String> variables) {
    boolean known =
        comparison.right().stream()
            .allMatch(
                word -> word.kind() != Word.Kind.VARIABLE || variables.containsKey(word.text()));
    return known
        ? Optional.of(comparison.right().stream().map(word -> operand(word, variables)).toList())
        : Optional.empty();
  }

  private String operand(Word word, Map<String, String> variables) {
    return switch (word.kind()) {
      case NAME -> values.getOrDefault(word.text(), word.text());
      case VARIABLE -> variables.getOrDefault(word.text(), word.text());
      default -> word.text();
    };
  }

  static boolean isNumber(String text) {
    return text.matches("-?[0-9]{1,18}(\\.[0-9]+)?");
  }

  private static boolean holds(String value, String operator, List<String> right) {
    String other = right.get(0);
    return switch (operator) {
      case "==" -> value.equals(other);
      case "!=" -> !value.equals(other);
      case "in" -> right.contains(value);
      case "not in" -> !right.contains(value);
      case "contains" -> items(value).contains(other);
      case "not contains" -> !items(value).contains(other);
      default -> isNumber(value) && isNumber(other) && ordered(value, operator, other);
    };
  }

  private static boolean ordered(String value, String operator, String other) {
    int order = Double.compare(Double.parseDouble(value), Double.parseDouble(other));
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static List<String> items(String list) {
    return List.of(list.replaceAll("^\\[|]$", "").split(", ", -1));
  }
}
