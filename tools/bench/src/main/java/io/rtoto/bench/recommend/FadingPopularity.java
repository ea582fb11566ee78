package io.rtoto.bench.recommend;

import io.rtoto.jobs.replenishment.ProductHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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
  public List<String> next(Map<String, ProductHistory> histories, Instant at) {
    return best();
  }

  private List<String> best() {
    if (best.isEmpty()) {
      best = Scores.best(orders, orders.size());
    }
    return best;
  }

  /** How popular each product is, as a share of the most popular. */
  Map<String, Double> shares() {
    double most = orders.values().stream().max(Comparator.naturalOrder()).orElse(1.0);
    Map<String, Double> shares = new HashMap<>(orders);
    shares.replaceAll((product, weight) -> weight / most);
    return shares;
  }
}
