package io.rtoto.bench.recommend;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which products score best. */
final class Scores {
  /** One more than are compared, for one may have to be left out. */
  private static final int ENOUGH = Trial.NAMED + 1;

  private Scores() {}

  /** The best, ties by product id. */
  static List<String> best(Map<String, Double> scores) {
    return best(scores, ENOUGH);
  }

  static List<String> best(Map<String, Double> scores, int most) {
    return scores.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
