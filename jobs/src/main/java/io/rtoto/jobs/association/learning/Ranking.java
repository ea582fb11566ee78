package io.rtoto.jobs.association.learning;

import io.rtoto.jobs.association.learning.Ranked.Reason;
import io.rtoto.jobs.association.learning.Ranked.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Candidates with what speaks for them. The scores of two sources have nothing in common: each is
 * drawn to the same for its best candidate before they are added up.
 */
final class Ranking {
  private static final Comparator<Ranked> BEST_FIRST =
      Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::productId);

  private static final Comparator<Reason> STRONGEST_FIRST =
      Comparator.comparingDouble(Reason::share)
          .reversed()
          .thenComparing(Reason::source)
          .thenComparing(Reason::productId);

  private final Map<String, List<Reason>> reasons = new HashMap<>();
  private final Map<Source, Map<String, Double>> sums = new EnumMap<>(Source.class);

  void add(Source source, String productId, String from, double score) {
    if (score > 0) {
      reasons
          .computeIfAbsent(productId, none -> new ArrayList<>())
          .add(new Reason(source, from, score));
      sums.computeIfAbsent(source, none -> new HashMap<>()).merge(productId, score, Double::sum);
    }
  }

  /**
   * All of them.
   *
   * @param shares what the best candidate of each source has of it
   */
  List<Ranked> bestFirst(Map<Source, Double> shares) {
    Map<Source, Double> factors = new EnumMap<>(Source.class);
    sums.forEach(
        (source, scores) ->
            factors.put(
                source,
                shares.getOrDefault(source, 0.0)
                    / scores.values().stream().mapToDouble(Double::doubleValue).max().orElse(1)));
    List<Ranked> candidates = new ArrayList<>(reasons.size());
    reasons.forEach((product, all) -> candidates.add(candidate(product, all, factors)));
    candidates.sort(BEST_FIRST);
    return candidates;
  }

  private static Ranked candidate(
      String product, List<Reason> reasons, Map<Source, Double> factors) {
    List<Reason> shares = new ArrayList<>(reasons.size());
    double score = 0;
    for (Reason one : reasons) {
      double share = one.share() * factors.getOrDefault(one.source(), 0.0);
      score += share;
      shares.add(new Reason(one.source(), one.productId(), share));
    }
    shares.sort(STRONGEST_FIRST);
    return new Ranked(product, score, shares);
  }
}
