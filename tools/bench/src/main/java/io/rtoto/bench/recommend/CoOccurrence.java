package io.rtoto.bench.recommend;

import io.rtoto.jobs.association.learning.Look;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names what was looked at in most sessions with the last product, whatever came first. */
final class CoOccurrence implements Recommender {
  private final Map<String, Map<String, Double>> together = new HashMap<>();

  @Override
  public void learn(Look look) {
    Set<String> earlier = new HashSet<>(look.earlier());
    if (earlier.add(look.productId())) {
      for (String other : earlier) {
        if (!other.equals(look.productId())) {
          add(look.productId(), other);
          add(other, look.productId());
        }
      }
    }
  }

  private void add(String product, String other) {
    together.computeIfAbsent(product, none -> new HashMap<>()).merge(other, 1.0, Double::sum);
  }

  @Override
  public List<String> next(Look look) {
    return Scores.best(together.getOrDefault(look.productId(), Map.of()));
  }
}
