package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.Phase;
import io.rtoto.rules.RuleBook;
import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.authoring.RuleFile.Condition;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.authoring.RuleFile.Term;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.vocabulary.Vocabulary;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds of facts by the parsed rule is what the engine finds. */
final class PremiseTest {
  private static final int TRIES = 200;
  private static final RuleBundle LIBRARY =
      RuleCompiler.compile(
          Path.of(System.getProperty("rtoto.root", "."), "rules", "library"),
          "test",
          null,
          Instant.EPOCH);

  private final Random chance = new Random(1);
  private final List<List<Object>> asked = new ArrayList<>();
  private final List<Set<String>> fired = new ArrayList<>();

  @Test
  void holdsWhereTheEngineFiresTheRule() {
    Map<String, Rule> proposing = rules();
    Set<String> tried = new HashSet<>();
    RuleBook book = RuleBook.load(LIBRARY).heardBy(this::hear);
    try (RuleBook.Reader reader = book.reader()) {
      for (Rule rule : proposing.values()) {
        for (int i = 0; i < TRIES; i++) {
          List<Object> facts = around(rule);
          reader.ask((Moment) facts.get(0), facts.subList(1, facts.size()));
        }
      }
    }
    for (int i = 0; i < asked.size(); i++) {
      List<Object> facts = asked.get(i);
      for (Map.Entry<String, Rule> rule : proposing.entrySet()) {
        if (!momentOf(rule.getValue()).isInstance(facts.get(0))) {
          continue;
        }
        boolean fires = fired.get(i).contains(rule.getKey());
        assertThat(Premise.of(rule.getValue()).holds(facts))
            .as("%s at %s", rule.getKey(), facts)
            .isEqualTo(fires);
        tried.add(rule.getKey() + fires);
      }
    }
    assertThat(tried).containsAll(mayBe(proposing));
  }

  /** Each rule fires, and is silent where it asks for more than its moment. */
  private static List<String> mayBe(Map<String, Rule> rules) {
    List<String> expected = new ArrayList<>();
    rules.forEach(
        (id, rule) -> {
          expected.add(id + true);
          if (!Premise.of(rule).parts().isEmpty()) {
            expected.add(id + false);
          }
        });
    return expected;
  }

  private static Class<?> momentOf(Rule rule) {
    return Objects.requireNonNull(Vocabulary.facts().get(rule.conditions().get(0).fact().text()));
  }

  private void hear(List<Object> facts, Set<String> whoFired) {
    asked.add(facts);
    fired.add(whoFired);
  }

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>();
    LIBRARY
        .sources()
        .forEach(
            (path, text) -> {
              if (RuleLibrary.holdsRules(path)) {
                RuleFileParser.parse(path, text, new Findings(path)).rules().stream()
                    .filter(rule -> rule.phase().equals(Phase.PROPOSE.group()))
                    .forEach(rule -> rules.put(rule.metadatum("id"), rule));
              }
            });
    return rules;
  }

  /** Facts that the rule asks for, with values about as large as those that it names. */
  private List<Object> around(Rule rule) {
    List<Object> facts = new ArrayList<>();
    for (Condition condition : rule.conditions()) {
      Class<?> kind = Objects.requireNonNull(Vocabulary.facts().get(condition.fact().text()));
      if (!condition.isDenied() || chance.nextInt(4) == 0) {
        facts.add(fact(kind, condition));
      }
    }
    return facts;
  }

  private Object fact(Class<?> kind, Condition condition) {
    RecordComponent[] fields = kind.getRecordComponents();
    Object[] values = Arrays.stream(fields).map(field -> value(field, condition)).toArray();
    try {
      return kind.getConstructor(
              Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(kind.getName() + " cannot be made.", e);
    }
  }

  private @Nullable Object value(RecordComponent field, Condition condition) {
    List<String> near = new ArrayList<>();
    for (Term term : condition.terms()) {
      if (term instanceof Comparison comparison && comparison.left().is(field.getName())) {
        // What another fact has is met by chance: there are few words.
        comparison.right().stream()
            .map(Word::text)
            .filter(word -> !word.startsWith("$"))
            .forEach(near::add);
      }
    }
    Class<?> type = field.getType();
    boolean far = near.isEmpty() || chance.nextInt(6) == 0;
    String one = far ? "" : near.get(chance.nextInt(near.size()));
    if (type == boolean.class) {
      return chance.nextInt(3) > 0;
    }
    if (type == Long.class && chance.nextInt(3) == 0) {
      return null; // it was not told
    }
    if (type == int.class || type == long.class || type == Long.class) {
      long number = (one.matches("-?[0-9]+") ? Long.parseLong(one) : 0) + chance.nextInt(3) - 1;
      return type == int.class ? (Object) (int) number : (Object) number;
    }
    if (type == String.class) {
      return one.isEmpty() ? "else" + chance.nextInt(2) : one;
    }
    return one.isEmpty() ? List.of("other") : List.of("other", one);
  }
}
