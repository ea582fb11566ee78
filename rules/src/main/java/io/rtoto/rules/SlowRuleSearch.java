package io.rtoto.rules;

import io.rtoto.rules.sandbox.CpuBudget;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks for the rule that is to blame for an event that took too long, by hearing the event again
 * without some of its rules: without one half of the suspects or without the other it goes faster,
 * and so on with the faster half. Whoever is left is to blame if without that rule alone the event
 * takes less by more than all rules of an event may take.
 *
 * <p>The event is tried at most 1 + 2 log₂(n) times for n rules, rounded up, however long it takes:
 * 11 times for 20 rules, 19 times for the 500 that a library may have. Half of these are without
 * whoever is slow.
 *
 * @param budget what the rules of an event may take
 * @param without how long the event takes without those rules, in nanoseconds; empty where that
 *     cannot be told, for a rule fails that was never heard without the others
 */
record SlowRuleSearch(CpuBudget budget, Function<Set<String>, OptionalLong> without) {
  /**
   * Who is to blame; nobody where no rule makes the difference alone.
   *
   * @param together how long the event takes with all of them, in nanoseconds
   * @param rules the ids of those that were heard; at least one
   * @param blamed the one that was to blame the last time; empty when none was
   */
  Optional<String> among(long together, List<String> rules, String blamed) {
    if (rules.contains(blamed) && saves(together, nanos(Set.of(blamed)))) {
      return Optional.of(blamed);
    }
    List<String> suspects = rules;
    long least = rules.size() == 1 ? nanos(Set.copyOf(rules)) : together;
    while (suspects.size() > 1) {
      int middle = suspects.size() / 2;
      List<String> some = suspects.subList(0, middle);
      List<String> others = suspects.subList(middle, suspects.size());
      long withoutSome = nanos(Set.copyOf(some));
      // Where that is fast enough, nobody else need be tried.
      long withoutOthers =
          budget.isLessThan(withoutSome) ? nanos(Set.copyOf(others)) : Long.MAX_VALUE;
      suspects = withoutSome <= withoutOthers ? some : others;
      least = Math.min(withoutSome, withoutOthers);
    }
    return saves(together, least) ? Optional.of(suspects.get(0)) : Optional.empty();
  }

  private boolean saves(long together, long alone) {
    return budget.isLessThan(together - alone);
  }

  /** For ever, where it cannot be told: then nobody is to blame by it. */
  private long nanos(Set<String> ids) {
    return without.apply(ids).orElse(Long.MAX_VALUE);
  }
}
