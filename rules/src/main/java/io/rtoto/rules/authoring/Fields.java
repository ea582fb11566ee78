package io.rtoto.rules.authoring;

import io.rtoto.rules.facts.OneOf;
import io.rtoto.rules.facts.Proposal;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a fact, and what a rule may do with a field. */
final class Fields {
  /** What a rule may compare with what. */
  enum Kind {
    NUMBER("a number", List.of("==", "!=", "<", "<=", ">", ">=", "in", "not in")),
    TEXT("a text", List.of("==", "!=", "in", "not in")),
    FLAG("true or false", List.of("==", "!=")),
    LIST("a list", List.of("contains", "not contains")),
    FACT("a fact", List.of());

    private final String shown;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is.
    private final List<String> operators;

    Kind(String shown, List<String> operators) {
      this.shown = shown;
      this.operators = operators;
    }

    String shown() {
      return shown;
    }

    List<String> operators() {
      return operators;
    }
  }

  private Fields() {}

  /** The fields of a fact by name, in the order of its constructor where it has one. */
  static Map<String, Kind> of(Class<?> fact) {
    if (fact == Proposal.class) {
      return new TreeMap<>(Map.of("name", Kind.TEXT, "priority", Kind.NUMBER));
    }
    Map<String, Kind> fields = new LinkedHashMap<>();
    for (RecordComponent component : fact.getRecordComponents()) {
      fields.put(component.getName(), kindOf(component.getType()));
    }
    return fields;
  }

  /** Whether a field may be a number of more than nine digits. */
  static boolean isLong(Class<?> fact, String field) {
    return fact.isRecord()
        && Arrays.stream(fact.getRecordComponents())
            .anyMatch(each -> each.getName().equals(field) && isLong(each.getType()));
  }

  private static boolean isLong(Class<?> type) {
    return type == long.class || type == Long.class;
  }

  /** Whether a field may be a number that was not told. */
  static boolean mayBeUntold(Class<?> fact, String field) {
    return fact.isRecord()
        && Arrays.stream(fact.getRecordComponents())
            .anyMatch(each -> each.getName().equals(field) && each.getType() == Long.class);
  }

  /** All that a field ever is; null where it may be anything of its kind. */
  static @Nullable OneOf wordsOf(Class<?> fact, String field) {
    if (fact.isRecord()) {
      for (RecordComponent component : fact.getRecordComponents()) {
        if (component.getName().equals(field)) {
          return component.getAnnotation(OneOf.class);
        }
      }
    }
    return null;
  }

  /**
   * The kinds of a fact's constructor arguments, in order. A constructor of fewer arguments takes
   * the first of them.
   *
   * @param arguments how many there are; where no constructor takes so many, all are expected
   */
  static List<Map.Entry<String, Kind>> constructor(Class<?> fact, int arguments) {
    boolean fewer =
        Arrays.stream(fact.getConstructors())
            .anyMatch(constructor -> constructor.getParameterCount() == arguments);
    return Arrays.stream(fact.getRecordComponents())
        .limit(fewer ? arguments : Integer.MAX_VALUE)
        .map(component -> Map.entry(component.getName(), kindOf(component.getType())))
        .toList();
  }

  /** How many values a fact takes at least when it is made. */
  static int fewestArguments(Class<?> fact) {
    return Arrays.stream(fact.getConstructors())
        .mapToInt(Constructor::getParameterCount)
        .min()
        .orElse(0);
  }

  private static Kind kindOf(Class<?> type) {
    if (type == String.class) {
      return Kind.TEXT;
    }
    if (type == boolean.class) {
      return Kind.FLAG;
    }
    if (type == int.class || isLong(type)) {
      return Kind.NUMBER;
    }
    if (Collection.class.isAssignableFrom(type)) {
      return Kind.LIST;
    }
    throw new IllegalStateException(
        "Facts are made of texts, numbers, flags and lists of texts, but found " + type + ".");
  }
}
