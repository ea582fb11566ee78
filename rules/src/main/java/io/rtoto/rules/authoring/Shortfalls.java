package io.rtoto.rules.authoring;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * By how much something was missed, and how often. Exact while there are few different distances;
 * of many it counts in steps, of 2, then of 4 and so on, as wide as it takes for them to be few.
 * Where the steps lie hangs on the distances alone, not on the order in which they come.
 */
final class Shortfalls {
  /** So that a step is less than a thousandth of what lies between. */
  private static final int MOST_STEPS = 1_024;

  private final NavigableMap<Long, Step> steps = new TreeMap<>();
  private int doublings;

  /**
   * Distances that lie close to each other.
   *
   * @param farthest the greatest of them
   * @param often how often there was one of them
   */
  record Step(long farthest, long often) {
    Step and(Step other) {
      return new Step(Math.max(farthest, other.farthest), often + other.often);
    }
  }

  /** It was missed by that much once more; at least 1. */
  void add(long distance) {
    add(new Step(distance, 1));
    widenUntilFew();
  }

  /** What was counted elsewhere counts here. */
  void add(Shortfalls others) {
    if (others.doublings > doublings) {
      widenTo(others.doublings);
    }
    others.steps.values().forEach(this::add);
    widenUntilFew();
  }

  private void add(Step step) {
    steps.merge(step.farthest() >> doublings, step, Step::and);
  }

  private void widenUntilFew() {
    while (steps.size() > MOST_STEPS) {
      widenTo(doublings + 1);
    }
  }

  private void widenTo(int wider) {
    doublings = wider;
    Map<Long, Step> narrow = new TreeMap<>(steps);
    steps.clear();
    narrow.values().forEach(this::add);
  }

  /**
   * The nearest distance within which it was missed at least so often, and how often it was:
   * exactly, though where steps are wide one that is nearer by less than a step may do. Empty where
   * it was not missed that often.
   */
  Optional<Step> within(long often) {
    long sum = 0;
    for (Step step : steps.values()) {
      sum += step.often();
      if (sum >= often) {
        return Optional.of(new Step(step.farthest(), sum));
      }
    }
    return Optional.empty();
  }

  /** All of it; empty where it was never missed. */
  Optional<Step> all() {
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Step(
                steps.lastEntry().getValue().farthest(),
                steps.values().stream().mapToLong(Step::often).sum()));
  }
}
