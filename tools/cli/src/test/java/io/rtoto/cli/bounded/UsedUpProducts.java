package io.rtoto.cli.bounded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long products last, and when they were due again: computed by some lines that share nothing
 * with the engine. The category of a product is the first character of its id.
 */
final class UsedUpProducts {
  private static final long MILLIS_OF_A_DAY = 86_400_000;
  private static final int MOST_PURCHASES = 60;
  private static final int MOST_OF_A_PRODUCT = 5;

  /** An order: how many pieces of which product. */
  record Order(long at, String who, Map<String, Integer> pieces) {
    long day() {
      return at / MILLIS_OF_A_DAY;
    }
  }

  /** A product bought on a day; as remembered, newest first. */
  private record Purchase(long day, String product, long pieces) {}

  private record Due(long day, String product, long bought) {}

  /** How long each product lasts, in days a piece, where its category is regular. */
  final Map<String, Double> days = new TreeMap<>();

  /** The regularity of each category with pairs enough. */
  final Map<String, Double> k = new TreeMap<>();

  /** Learns from the orders of some customers until a day. */
  static UsedUpProducts learn(List<Order> orders) {
    Map<String, TreeMap<Long, Long>> bought = new HashMap<>();
    for (Order order : orders) {
      order
          .pieces()
          .forEach(
              (product, pieces) ->
                  bought
                      .computeIfAbsent(order.who() + " " + product, none -> new TreeMap<>())
                      .merge(order.day(), (long) pieces, Long::sum));
    }
    Map<String, List<Double>> shares = new HashMap<>();
    Map<String, List<Double>> intervals = new HashMap<>();
    bought.forEach(
        (who, byDay) -> {
          String product = who.substring(who.indexOf(' ') + 1);
          List<Long> on = new ArrayList<>(byDay.keySet());
          int last = on.size() - 1;
          if (last >= 1) {
            long before = byDay.headMap(on.get(last)).values().stream().mapToLong(x -> x).sum();
            intervals
                .computeIfAbsent(product, none -> new ArrayList<>())
                .add((on.get(last) - on.get(0)) / (double) before);
          }
          if (last >= 2) {
            double one =
                (on.get(last - 1) - on.get(last - 2))
                    / (double) byDay.getOrDefault(on.get(last - 2), 1L);
            double next =
                (on.get(last) - on.get(last - 1))
                    / (double) byDay.getOrDefault(on.get(last - 1), 1L);
            shares
                .computeIfAbsent(product.substring(0, 1), none -> new ArrayList<>())
                .add(one / (one + next));
          }
        });
    UsedUpProducts learned = new UsedUpProducts();
    shares.forEach(
        (category, all) -> {
          if (all.size() >= 30) {
            double variance =
                all.stream().mapToDouble(m -> Math.pow(m - .5, 2)).average().orElseThrow();
            learned.k.put(category, (1 - 4 * variance) / (8 * variance));
          }
        });
    intervals.forEach(
        (product, all) -> {
          if (all.size() >= 5 && learned.k.getOrDefault(product.substring(0, 1), 0.0) > 1.5) {
            all.sort(Comparator.naturalOrder());
            learned.days.put(
                product, (all.get((all.size() - 1) / 2) + all.get(all.size() / 2)) / 2);
          }
        });
    return learned;
  }

  /** How often something bought was used up by then and no more of it had been bought. */
  long due(List<Order> orders, long end) {
    Map<String, List<Order>> lives = new HashMap<>();
    orders.forEach(
        order -> lives.computeIfAbsent(order.who(), none -> new ArrayList<>()).add(order));
    return lives.values().stream().mapToLong(life -> dueIn(life, end)).sum();
  }

  private long dueIn(List<Order> life, long end) {
    life.sort(Comparator.comparingLong(Order::at));
    List<Purchase> remembered = new ArrayList<>();
    Set<Due> noticed = new HashSet<>();
    for (int place = 0; place < life.size(); place++) {
      remembered = with(life.get(place), remembered);
      long next = place + 1 < life.size() ? life.get(place + 1).at() : end;
      for (Due due : dues(remembered)) {
        if (due.day() * MILLIS_OF_A_DAY <= next) {
          // Due anew only after another purchase: whatever the day that it is due.
          noticed.add(new Due(0, due.product(), due.bought()));
        }
      }
    }
    return noticed.size();
  }

  private static List<Purchase> with(Order order, List<Purchase> remembered) {
    Map<String, Purchase> all = new HashMap<>();
    remembered.forEach(one -> all.put(one.product() + " " + one.day(), one));
    order
        .pieces()
        .forEach(
            (product, pieces) ->
                all.merge(
                    product + " " + order.day(),
                    new Purchase(order.day(), product, pieces),
                    (a, b) -> new Purchase(a.day(), a.product(), a.pieces() + b.pieces())));
    List<Purchase> sorted = new ArrayList<>(all.values());
    sorted.sort(
        Comparator.comparingLong(Purchase::day).reversed().thenComparing(Purchase::product));
    Map<String, Integer> times = new HashMap<>();
    sorted.removeIf(one -> times.merge(one.product(), 1, Integer::sum) > MOST_OF_A_PRODUCT);
    return new ArrayList<>(sorted.subList(0, Math.min(MOST_PURCHASES, sorted.size())));
  }

  private List<Due> dues(List<Purchase> newestFirst) {
    Map<String, List<Purchase>> byProduct = new TreeMap<>();
    newestFirst.forEach(
        one -> byProduct.computeIfAbsent(one.product(), none -> new ArrayList<>()).add(one));
    List<Due> dues = new ArrayList<>();
    byProduct.forEach(
        (product, all) -> {
          Double median = days.get(product);
          if (median != null) {
            Purchase last = all.get(0);
            int intervals = all.size() - 1;
            long used = all.stream().skip(1).mapToLong(Purchase::pieces).sum();
            double own =
                intervals == 0 ? 0 : (last.day() - all.get(intervals).day()) / (double) used;
            double lasts =
                Math.ceil(last.pieces() * ((intervals * own + median) / (intervals + 1)));
            if (lasts <= 3_650) {
              dues.add(new Due(last.day() + (long) lasts, product, last.day()));
            }
          }
        });
    return dues;
  }
}
