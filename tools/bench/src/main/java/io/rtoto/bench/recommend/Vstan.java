package io.rtoto.bench.recommend;

import io.rtoto.jobs.association.learning.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * VSTAN (Ludewig and others, 2020) as it is written: it compares the session that asks with whole
 * sessions of the past, which it keeps all.
 */
final class Vstan implements Recommender {
  private static final int SAMPLED = 1_000;
  private static final int NEAREST = 300;
  private static final double POSITION = 2;
  private static final double RECENCY_SECONDS = 20 * 86_400.0;
  private static final double ITEM_DISTANCE = 2;
  private static final double MATCH_POSITION = 1;
  private static final double RARITY = 2;

  private final List<Past> sessions = new ArrayList<>();
  private final Map<String, Past> byId = new HashMap<>();
  private final Map<String, List<Integer>> byProduct = new HashMap<>();

  private static final class Past {
    private final int number;
    private final List<String> products = new ArrayList<>();
    private final Set<String> distinct = new HashSet<>();
    private Instant last;

    Past(int number, Instant last) {
      this.number = number;
      this.last = last;
    }
  }

  private record Near(Past session, double likeness) {}

  @Override
  public void learn(Look look) {
    Past session =
        byId.computeIfAbsent(
            look.session(),
            none -> {
              Past begun = new Past(sessions.size(), look.at());
              sessions.add(begun);
              return begun;
            });
    session.last = look.at();
    session.products.add(look.productId());
    if (session.distinct.add(look.productId())) {
      byProduct.computeIfAbsent(look.productId(), none -> new ArrayList<>()).add(session.number);
    }
  }

  @Override
  public List<String> next(Look look) {
    Map<String, Double> current = new LinkedHashMap<>();
    current.put(look.productId(), 1.0);
    for (int i = 0; i < look.earlier().size(); i++) {
      current.putIfAbsent(look.earlier().get(i), Math.exp(-(i + 1) / POSITION));
    }
    Map<String, Double> scores = new HashMap<>();
    nearest(current, look.at()).forEach(near -> add(near, current, scores));
    scores.replaceAll(
        (product, score) ->
            score
                * (1
                    + RARITY
                        * Math.log(
                            (double) sessions.size()
                                / byProduct.getOrDefault(product, List.of()).size())));
    return Scores.best(scores);
  }

  private List<Near> nearest(Map<String, Double> current, Instant at) {
    Set<Integer> found = new TreeSet<>(Comparator.reverseOrder());
    for (String product : current.keySet()) {
      List<Integer> all = byProduct.getOrDefault(product, List.of());
      found.addAll(all.subList(Math.max(0, all.size() - SAMPLED), all.size()));
    }
    double length =
        Math.sqrt(current.values().stream().mapToDouble(weight -> weight * weight).sum());
    return found.stream()
        .limit(SAMPLED)
        .map(number -> near(sessions.get(number), current, length, at))
        .sorted(Comparator.comparingDouble(Near::likeness).reversed())
        .limit(NEAREST)
        .toList();
  }

  private static Near near(Past past, Map<String, Double> current, double length, Instant at) {
    double common = 0;
    for (Map.Entry<String, Double> one : current.entrySet()) {
      common += past.distinct.contains(one.getKey()) ? one.getValue() : 0;
    }
    double age = at.getEpochSecond() - past.last.getEpochSecond();
    return new Near(
        past,
        common
            / length
            / Math.sqrt(past.distinct.size())
            * Math.exp(-Math.max(0, age) / RECENCY_SECONDS));
  }

  private static void add(Near near, Map<String, Double> current, Map<String, Double> scores) {
    List<String> products = near.session().products;
    int match = -1;
    int steps = 0;
    for (String product : current.keySet()) {
      match = products.lastIndexOf(product);
      if (match >= 0) {
        break;
      }
      steps++;
    }
    double matched = near.likeness() * Math.exp(-steps / MATCH_POSITION);
    Map<String, Double> best = new HashMap<>();
    for (int i = 0; i < products.size(); i++) {
      if (i != match) {
        double distance = Math.abs(i - match) - 1.0;
        best.merge(products.get(i), matched * Math.exp(-distance / ITEM_DISTANCE), Math::max);
      }
    }
    best.forEach((product, score) -> scores.merge(product, score, Double::sum));
  }
}
