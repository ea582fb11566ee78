package io.rtoto.bench.recommend;

import io.rtoto.bench.progress.Progress;
import io.rtoto.jobs.memory.RecentPurchases;
import io.rtoto.jobs.memory.RecentPurchases.Purchase;
import io.rtoto.jobs.replenishment.ProductHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Orders of the past, of which the last month is foretold.
 *
 * @param told which, for people
 * @param before to learn from, in order of time
 * @param after to foretell, in order of time
 */
record Orders(String told, List<Order> before, List<Order> after) {
  private static final Instant FORETOLD_FROM = Instant.parse("2011-11-10T00:00:00Z");

  private static final int MOST_LEFT_OUT = 5;

  static Orders of(DataFolder folder) throws IOException {
    for (Path file : folder.files(name -> name.contains(".csv"))) {
      if (Order.isIn(DataFolder.lines(file))) {
        List<Order> all = Order.of(file);
        return new Orders(
            ("orders of %s before %s learned from, those after foretold; what was bought only once"
                    + " may come again, as with boughtOnce: recommend, for they are of shops")
                .formatted(file.getFileName(), FORETOLD_FROM),
            all.stream().filter(one -> one.at().isBefore(FORETOLD_FROM)).toList(),
            all.stream().filter(one -> !one.at().isBefore(FORETOLD_FROM)).toList());
      }
    }
    throw folder.lacks(
        "CSV file whose header has InvoiceNo, StockCode, Quantity, InvoiceDate and CustomerID",
        "the folder of Online Retail is meant");
  }

  Report report(Progress progress) {
    progress.begins(told);
    Map<String, Supplier<Shopper>> all = new LinkedHashMap<>();
    all.put("engine", EngineShopper::new);
    all.put("popularity", FadingPopularity::new);
    all.put("cooccurrence", Cosine::new);
    Map<String, Quality> by = new LinkedHashMap<>();
    all.forEach((name, made) -> by.put(name, quality(name, made.get(), progress)));
    return new Report("basket", told, by);
  }

  Quality quality(String name, Shopper shopper, Progress progress) {
    Quality.Count count = new Quality.Count();
    for (int i = 0; i < before.size(); i++) {
      progress.reached(name + ", orders learned", i, before.size());
      shopper.learn(before.get(i));
      before.get(i).pieces().keySet().forEach(count::learned);
    }
    for (int i = 0; i < after.size(); i++) {
      progress.reached(name + ", baskets completed", i, after.size());
      complete(after.get(i).pieces().keySet(), shopper, count);
    }
    foretell(shopper, count);
    return count.quality(shopper.stateBytes());
  }

  /** Leaves out one product after another, and of a large basket some: each basket counts once. */
  private static void complete(Set<String> basket, Shopper shopper, Quality.Count count) {
    List<String> all = List.copyOf(basket);
    int leftOut = all.size() > 1 ? Math.min(MOST_LEFT_OUT, all.size()) : 0;
    for (int i = 0; i < leftOut; i++) {
      String left = all.get(i * all.size() / leftOut);
      Set<String> rest = new LinkedHashSet<>(all);
      rest.remove(left);
      long began = System.nanoTime();
      List<String> names = first(shopper.completing(rest));
      count.completed(names, left, 1.0 / leftOut, System.nanoTime() - began);
    }
  }

  private void foretell(Shopper shopper, Quality.Count count) {
    Map<String, Set<String>> bought = new TreeMap<>();
    Map<String, Instant> back = new HashMap<>();
    for (Order order : after) {
      back.putIfAbsent(order.customer(), order.at());
      bought
          .computeIfAbsent(order.customer(), none -> new HashSet<>())
          .addAll(order.pieces().keySet());
    }
    Map<String, Map<String, ProductHistory>> histories = histories();
    bought.keySet().retainAll(histories.keySet());
    bought.forEach(
        (customer, products) -> {
          Map<String, ProductHistory> own = histories.getOrDefault(customer, Map.of());
          List<String> names = shopper.next(own, back.getOrDefault(customer, FORETOLD_FROM));
          count.foretold(first(names), products);
          Set<String> fresh = new HashSet<>(products);
          fresh.removeAll(own.keySet());
          count.foretoldNew(
              first(names.stream().filter(one -> !own.containsKey(one)).toList()), fresh);
        });
  }

  /** What the job remembers of each customer's purchases. */
  private Map<String, Map<String, ProductHistory>> histories() {
    Map<String, List<Purchase>> purchases = new TreeMap<>();
    for (Order order : before) {
      if (!order.customer().isEmpty()) {
        List<Purchase> of = purchases.computeIfAbsent(order.customer(), none -> new ArrayList<>());
        order
            .pieces()
            .forEach(
                (product, pieces) ->
                    of.add(new Purchase(product, order.day(), pieces, null, null)));
      }
    }
    Map<String, Map<String, ProductHistory>> histories = new TreeMap<>();
    purchases.forEach(
        (customer, of) -> histories.put(customer, RecentPurchases.of(of).byProduct()));
    return histories;
  }

  private static List<String> first(List<String> names) {
    return names.subList(0, Math.min(Trial.NAMED, names.size()));
  }
}
