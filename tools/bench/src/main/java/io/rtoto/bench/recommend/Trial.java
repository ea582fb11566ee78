package io.rtoto.bench.recommend;

import io.rtoto.bench.progress.Progress;
import io.rtoto.jobs.association.learning.Look;
import java.util.List;

/**
 * Looks in the order in which they are learned from and asked about.
 *
 * @param told what is tried, for people
 * @param steps in order
 * @param namesCurrent whether the product that is looked at may be named
 */
record Trial(String told, List<Step> steps, boolean namesCurrent) {
  static final int NAMED = 20;

  Quality of(String name, Recommender recommender, Progress progress) {
    Quality.Count count = new Quality.Count();
    for (int i = 0; i < steps.size(); i++) {
      progress.reached(name, i, steps.size());
      Step step = steps.get(i);
      Look look = step.look();
      if (step.learns()) {
        recommender.learn(look);
        count.learned(look.productId());
      }
      if (step.asks()) {
        long began = System.nanoTime();
        List<String> all = recommender.next(look);
        long took = System.nanoTime() - began;
        if (!step.rest().isEmpty()) {
          count.asked(named(all, look), step.rest(), took);
        }
      }
    }
    return count.quality(recommender.stateBytes());
  }

  private List<String> named(List<String> all, Look look) {
    return all.stream()
        .filter(one -> namesCurrent || !one.equals(look.productId()))
        .limit(NAMED)
        .toList();
  }
}
