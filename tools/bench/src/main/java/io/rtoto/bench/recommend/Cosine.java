package io.rtoto.bench.recommend;

import io.rtoto.jobs.replenishment.ProductHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Names what is bought together with the products: the plain cosine of their orders. */
final class Cosine implements Shopper {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> products = new ArrayList<>();

  /** How many orders have both; a product with itself, how many have it. */
  private int[][] both = new int[0][0];

  @Override
  public void learn(Order order) {
    int[] all = order.pieces().keySet().stream().mapToInt(this::number).toArray();
    if (both.length < products.size()) {
      both = Arrays.copyOf(both, 2 * products.size());
    }
    for (int product : all) {
      int[] row = both[product];
      if (row == null || row.length < products.size()) {
        row = row == null ? new int[products.size()] : Arrays.copyOf(row, 2 * products.size());
        both[product] = row;
      }
      for (int other : all) {
        row[other]++;
      }
    }
  }

  private int number(String product) {
    return numbers.computeIfAbsent(
        product,
        none -> {
          products.add(product);
          return products.size() - 1;
        });
  }

  @Override
  public List<String> completing(Set<String> basket) {
    return best(basket).stream().filter(one -> !basket.contains(one)).toList();
  }

  @Override
  public List<String> next(Map<String, ProductHistory> histories, Instant at) {
    return best(histories.keySet());
  }

  private List<String> best(Collection<String> of) {
    double[] scores = new double[products.size()];
    for (String product : of) {
      Integer number = numbers.get(product);
      if (number != null) {
        int[] row = both[number];
        for (int other = 0; other < Math.min(row.length, scores.length); other++) {
          if (row[other] > 0 && other != number) {
            scores[other] += row[other] / Math.sqrt((double) row[number] * both[other][other]);
          }
        }
      }
    }
    return IntStream.range(0, scores.length)
        .filter(one -> scores[one] > 0)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(one -> -scores[one]).thenComparing(products::get))
        .map(products::get)
        .toList();
  }
}
