package io.rtoto.bench.recommend;

import io.rtoto.jobs.association.learning.Look;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names what is looked at most, to everyone. */
final class Popularity implements Recommender {
  private final Map<String, Double> looks = new HashMap<>();
  private List<String> best = List.of();
  private boolean isStale;

  @Override
  public void learn(Look look) {
    looks.merge(look.productId(), 1.0, Double::sum);
    isStale = true;
  }

  @Override
  public List<String> next(Look look) {
    if (isStale) {
      best = Scores.best(looks);
      isStale = false;
    }
    return best;
  }
}
