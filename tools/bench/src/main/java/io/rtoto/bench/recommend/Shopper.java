package io.rtoto.bench.recommend;

import io.rtoto.jobs.replenishment.ProductHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Foretells what completes a basket, and what a customer buys next. */
interface Shopper {
  void learn(Order order);

  /**
   * What completes that basket, best first, nothing that is in it.
   *
   * @param basket in the order in which it was filled
   */
  List<String> completing(Set<String> basket);

  /**
   * What the customer buys next, the best first; at least 20 of which not all were bought.
   *
   * @param at when they come back
   */
  List<String> next(Map<String, ProductHistory> histories, Instant at);

  /** How much it remembers, in bytes as they are stored; 0 where that is not counted. */
  default long stateBytes() {
    return 0;
  }
}
