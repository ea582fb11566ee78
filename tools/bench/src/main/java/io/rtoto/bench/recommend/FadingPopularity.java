package io.rtoto.bench.recommend;

import io.rtoto.jobs.replenishment.ProductHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names what is bought most, to everyone; an order counts for half after thirty days. */
final class FadingPopularity implements Shopper {
  private static final double HALF_LIFE = Duration.ofDays(30).toSeconds();
  private static final Instant FROM = Instant.parse("2010-01-01T00:00:00Z");

  private final Map<String, Double> orders = new HashMap<>();
  private List<String> best = List.of();

  @Override
  public void learn(Order order) {
    double weight = Math.pow(2, Duration.between(FROM, order.at()).toSeconds() / HALF_LIFE);
    order.pieces().keySet().forEach(product -> orders.merge(product, weight, Double::sum));
    best = List.of();
  }

  @Override
  public List<String> completing(Set<String> basket) {
    return best().stream().filter(one -> !basket.contains(one)).toList();
  }

  @Override
  public List<String> next(Map<String, ProductHistory> histories) {
    return best();
  }

  private List<String> best() {
    if (best.isEmpty()) {
      best = Scores.best(orders, orders.size());
    }
    return best;
  }

  /** How popular the products are. */
  Map<String, Double> popular() {
    return orders;
  }
}
