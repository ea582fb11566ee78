package io.rtoto.jobs.association.learning;

import io.rtoto.jobs.association.learning.Candidate.Source;
import io.rtoto.jobs.replenishment.Bought;
import io.rtoto.jobs.replenishment.ProductHistory;
import java.util.List;
import java.util.Map;

/**
 * What a customer buys again: the products bought on most days, where a day counts for half after a
 * half-life.
 */
public final class RepeatPurchases {
  private static final double HALF_LIFE_DAYS = 180;

  private RepeatPurchases() {}

  /**
   * The best first.
   *
   * @param histories what was bought of each product
   * @param today since the epoch, in UTC
   */
  public static List<Candidate> of(Map<String, ProductHistory> histories, int today) {
    Ranking ranking = new Ranking();
    histories.forEach(
        (product, history) ->
            ranking.add(Source.BOUGHT_AGAIN, product, product, days(history, today)));
    return ranking.bestFirst(Map.of(Source.BOUGHT_AGAIN, 1.0));
  }

  private static double days(ProductHistory history, int today) {
    double days = 0;
    for (Bought one : history.days()) {
      days += Math.pow(2, (one.day() - today) / HALF_LIFE_DAYS);
    }
    return days;
  }
}
