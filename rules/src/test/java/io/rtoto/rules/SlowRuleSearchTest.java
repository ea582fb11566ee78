package io.rtoto.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.sandbox.CpuBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules take as long as they are said to, and all together the sum. */
final class SlowRuleSearchTest {
  private static final CpuBudget BUDGET = new CpuBudget(Duration.ofMillis(20), () -> 0L);

  private final Map<String, Long> millis = new HashMap<>();
  private final Set<String> silentOnlyTogether = new HashSet<>();
  private int trials;

  /** What holds the thread up is the event, heard again and again: so it is what is counted. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 20, 64, 500})
  void findsEachOfManyRulesInFewTrials(int rules) {
    int most = 1 + 2 * (32 - Integer.numberOfLeadingZeros(rules - 1));
    takeEach(rules, 0);
    for (String slow : List.copyOf(millis.keySet())) {
      millis.put(slow, 200L);
      trials = 0;
      assertThat(found("")).isEqualTo(slow);
      assertThat(trials).isLessThanOrEqualTo(most);
      millis.put(slow, 0L);
    }
  }

  @Test
  void triesTheOneThatWasToBlameTheLastTimeFirst() {
    takeEach(100, 0);
    millis.put("rule77", 200L);
    assertThat(found("rule77")).isEqualTo("rule77");
    assertThat(trials).isEqualTo(1);
    assertThat(found("rule12")).isEqualTo("rule77");
    assertThat(found("gone")).isEqualTo("rule77");
  }

  @Test
  void findsOneOfTwoThatAreBothTooSlow() {
    takeEach(20, 1);
    millis.put("rule3", 200L);
    millis.put("rule17", 300L);
    assertThat(found("")).isIn("rule3", "rule17");
  }

  @Test
  void blamesNobodyWhereAllAreSlowTogetherOnly() {
    takeEach(20, 5);
    assertThat(found("")).isEmpty();
  }

  @Test
  void doesNotBlameWhatItCannotTryWithoutTheOthers() {
    takeEach(8, 0);
    millis.put("rule6", 200L);
    silentOnlyTogether.add("rule1");
    assertThat(found("")).isEqualTo("rule6");
    silentOnlyTogether.addAll(millis.keySet());
    assertThat(found("")).isEmpty();
  }

  private void takeEach(int rules, long each) {
    IntStream.range(0, rules).forEach(i -> millis.put("rule" + i, each));
  }

  private String found(String blamed) {
    long together = nanosOf(Set.of());
    return new SlowRuleSearch(BUDGET, this::without)
        .among(together, millis.keySet().stream().sorted().toList(), blamed)
        .orElse("");
  }

  private OptionalLong without(Set<String> rules) {
    trials++;
    return rules.stream().anyMatch(silentOnlyTogether::contains)
        ? OptionalLong.empty()
        : OptionalLong.of(nanosOf(rules));
  }

  private long nanosOf(Set<String> silenced) {
    return millis.entrySet().stream()
        .filter(rule -> !silenced.contains(rule.getKey()))
        .collect(Collectors.summingLong(rule -> rule.getValue() * 1_000_000));
  }
}
