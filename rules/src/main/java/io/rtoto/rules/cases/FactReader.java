package io.rtoto.rules.cases;

import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.OneOf;
import io.rtoto.rules.vocabulary.Vocabulary;
import io.rtoto.rules.yaml.Attempts;
import io.rtoto.rules.yaml.YamlText;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts by their names and fields, several of a kind as a list; a field that is not told is
 * 0, empty or no, or none where a fact knows that.
 */
final class FactReader {
  private static final List<Class<?>> GIVEN =
      Stream.concat(Vocabulary.moments().stream(), Vocabulary.knowledge().stream()).toList();

  /** As many of a kind as a job ever gives: they multiply in a rule that asks for several. */
  private static final int MOST_OF_A_KIND = 24;

  private FactReader() {}

  /** The facts of a case: one moment, and what is known beside it. */
  static Given read(YamlText text) {
    Moment moment = null;
    List<Object> facts = new ArrayList<>();
    Attempts attempts = new Attempts();
    for (Map.Entry<String, YamlText> entry :
        text.table("given", GIVEN.stream().map(Class::getSimpleName).toList(), attempts)
            .entrySet()) {
      List<YamlText> items = entry.getValue().items();
      if (items.size() > MOST_OF_A_KIND) {
        attempts.note(
            entry
                .getValue()
                .problem(
                    "A case has at most %d facts of a kind, but found %d of %s."
                        .formatted(MOST_OF_A_KIND, items.size(), entry.getKey()),
                    ""));
        continue;
      }
      for (YamlText told : items) {
        Object fact = attempts.read(() -> fact(entry.getKey(), told)).orElse(null);
        if (fact instanceof Moment each && moment == null) {
          moment = each;
        } else if (fact instanceof Moment) {
          attempts.note(told.problem("A case has one moment, but found two.", ""));
        } else if (fact != null) {
          facts.add(fact);
        }
      }
    }
    attempts.conclude();
    if (moment == null) {
      throw text.problem(
          "A case has a moment: one of %s."
              .formatted(
                  String.join(
                      ", ", Vocabulary.moments().stream().map(Class::getSimpleName).toList())),
          "");
    }
    return new Given(moment, List.copyOf(facts));
  }

  private static Object fact(String name, YamlText text) {
    Class<?> type =
        GIVEN.stream().filter(each -> each.getSimpleName().equals(name)).findAny().orElseThrow();
    RecordComponent[] components = type.getRecordComponents();
    Attempts attempts = new Attempts();
    Map<String, YamlText> told =
        text.isWord() && text.word("").isEmpty()
            ? Map.of()
            : text.table(
                name, Arrays.stream(components).map(RecordComponent::getName).toList(), attempts);
    Object[] values =
        Arrays.stream(components)
            .map(
                component ->
                    attempts
                        .<Object>read(() -> value(component, told.get(component.getName())))
                        .orElse(null))
            .toArray();
    attempts.conclude();
    try {
      Constructor<?> constructor =
          type.getConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A fact is a public record, but not " + type + ".", e);
    }
  }

  private static @Nullable Object value(RecordComponent component, @Nullable YamlText text) {
    Class<?> type = component.getType();
    if (type == String.class) {
      return text == null ? "" : word(component, text);
    }
    if (type == boolean.class) {
      return text != null && flag(text);
    }
    if (type == int.class) {
      return text == null ? 0 : (int) number(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == Long.class) {
      return text == null ? null : number(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == long.class) {
      return text == null ? 0L : number(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    return text == null
        ? List.of()
        : text.items().stream().map(item -> word(component, item)).toList();
  }

  /** A word that the field never is would make a case of what never happens. */
  private static String word(RecordComponent component, YamlText text) {
    String word = text.word("a text");
    OneOf words = component.getAnnotation(OneOf.class);
    if (words != null
        && words.namedIn().isEmpty()
        && !List.of(words.value()).contains(word)
        && !(words.orEmpty() && word.isEmpty())) {
      throw text.unknown(word, component.getName(), List.of(words.value()));
    }
    return word;
  }

  private static boolean flag(YamlText text) {
    String word = text.word("yes or no");
    if (List.of("yes", "true").contains(word)) {
      return true;
    }
    if (List.of("no", "false").contains(word)) {
      return false;
    }
    throw text.problem("Expected yes or no, but found %s.".formatted(word), "");
  }

  static long number(YamlText text, long least, long most) {
    String word = text.word("a number");
    try {
      long number = Long.parseLong(word.replace("_", ""));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw text.problem(
          "Expected a whole number, but found %s.".formatted(word),
          word.contains(".") ? "Maybe in minor units: 120.00 is 12000." : "");
    }
    throw text.problem("%s is out of range.".formatted(word), "");
  }

  /**
   * What the rules are asked with.
   *
   * @param moment the moment
   * @param facts what is known beside it
   */
  record Given(Moment moment, List<Object> facts) {}
}
