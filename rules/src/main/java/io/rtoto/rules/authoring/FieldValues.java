package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.facts.Proposal;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of a fact's fields, as a decision tells them, and what comparisons make of them. */
final class FieldValues {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]+)?");

  private static final ClassValue<Map<String, Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Field> computeValue(Class<?> fact) {
          Map<String, Field> fields = new LinkedHashMap<>();
          if (Proposal.class.isAssignableFrom(fact)) {
            fields.put("name", one -> ((Proposal) one).name());
            fields.put("priority", one -> ((Proposal) one).priority());
          }
          for (RecordComponent component : fact.getRecordComponents()) {
            Method accessor = component.getAccessor();
            fields.put(component.getName(), one -> read(accessor, one));
          }
          return fields;
        }
      };

  private final Sheet sheet;

  private FieldValues(Sheet sheet) {
    this.sheet = sheet;
  }

  /** Reads a field of a fact. */
  @FunctionalInterface
  private interface Field {
    /** Its value; null where it was not told. */
    @Nullable Object of(Object fact);
  }

  /** What is told of the fields. */
  @FunctionalInterface
  private interface Sheet {
    /** The field's value; null where it was not told, or there is no such field. */
    @Nullable String valueOf(String field);
  }

  /**
   * As somebody told them.
   *
   * @param values by the names of the fields; a list reads {@code [one, other]}
   */
  static FieldValues told(Map<String, String> values) {
    return new FieldValues(values::get);
  }

  /** The fields of a fact, each read when it is asked for: most of them never are. */
  static FieldValues of(Object fact) {
    Map<String, Field> fields = FIELDS.get(fact.getClass());
    return new FieldValues(
        name -> {
          Field field = fields.get(name);
          Object value = field == null ? null : field.of(fact);
          return value == null ? null : value.toString();
        });
  }

  /** All that is told of the fields of a fact, by their names. */
  static Map<String, String> toldOf(Object fact) {
    Map<String, String> values = new LinkedHashMap<>();
    FIELDS
        .get(fact.getClass())
        .forEach(
            (name, field) -> {
              Object value = field.of(fact);
              if (value != null) {
                values.put(name, value.toString());
              }
            });
    return values;
  }

  private static @Nullable Object read(Method accessor, Object fact) {
    try {
      return accessor.invoke(fact);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A fact is a public record, but not " + fact + ".", e);
    }
  }

  /** The field's value; empty where it was not told. */
  String of(String field) {
    return valueOr(field, "");
  }

  private String valueOr(String field, String other) {
    String value = sheet.valueOf(field);
    return value == null ? other : value;
  }

  /** The field's value, where that is a whole number. */
  OptionalLong wholeNumber(String field) {
    return wholeNumberOf(of(field));
  }

  /** What that text says, where it is a whole number. */
  static OptionalLong wholeNumberOf(String text) {
    return isNumber(text) && text.indexOf('.') < 0
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
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
    List<String> values = new ArrayList<>(comparison.right().size());
    for (Word word : comparison.right()) {
      if (word.kind() == Word.Kind.VARIABLE && !variables.containsKey(word.text())) {
        return Optional.empty();
      }
      values.add(operand(word, variables));
    }
    return Optional.of(values);
  }

  private String operand(Word word, Map<String, String> variables) {
    return switch (word.kind()) {
      case NAME -> valueOr(word.text(), word.text());
      case VARIABLE -> variables.getOrDefault(word.text(), word.text());
      default -> word.text();
    };
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
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
