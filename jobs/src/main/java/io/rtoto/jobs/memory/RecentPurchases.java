package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.jobs.replenishment.Bought;
import io.rtoto.jobs.replenishment.ProductHistory;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.ProductMention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much of which product the customer bought on which day: of each product the newest {@value
 * #MOST_OF_A_PRODUCT} days, and of these the newest {@value #MOST} of all products; fewer where
 * their ids are long.
 *
 * <p>Two of them merge to the same in any order and any grouping. What was displaced by enough
 * newer ones stays displaced, for those never become older; and as long as a day of a product is
 * kept, it has every piece that was bought on it. What is called off or given back stays: what was
 * bought was bought.
 *
 * @param purchases newest first, on a day by product; each day and product once
 */
public record RecentPurchases(List<Purchase> purchases) {
  static final int MOST = 60;
  static final Room ROOM = new Room(MOST, 1_200);
  static final int MOST_OF_A_PRODUCT = 5;
  static final RecentPurchases NONE = new RecentPurchases(List.of());

  private static final Comparator<Purchase> NEWEST_FIRST =
      Comparator.comparingInt(Purchase::day).reversed().thenComparing(Purchase::productId);

  /**
   * Puts a default where an older state lacks the field, and leaves out what it calls by names that
   * are too long by now.
   */
  public RecentPurchases {
    purchases = requireNonNullElse(purchases, List.of());
    if (purchases.stream().anyMatch(Purchase::isTooLong)) {
      purchases = purchases.stream().filter(one -> !one.isTooLong()).toList();
    }
  }

  /**
   * What was bought of a product on a day.
   *
   * @param productId the product
   * @param day since the epoch, in UTC
   * @param pieces how many packs; a sum that does not fit stays at the greatest number
   * @param order the last that day by which it was bought; only of a product's newest day, for of
   *     those before nobody asks; null of the others, and where an older state lacks it
   * @param price of a pack in that order, the highest where it has several; null where it was not
   *     told, and where the order is
   */
  public record Purchase(
      String productId, int day, int pieces, @Nullable Activity order, @Nullable Money price) {
    private static final Comparator<Purchase> BY_ORDER =
        Comparator.comparing(Purchase::order, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(
                Purchase::price,
                Comparator.nullsFirst(
                    Comparator.comparing(Money::minor).thenComparing(Money::currency)));

    private Purchase add(Purchase same) {
      Purchase last = BY_ORDER.compare(this, same) >= 0 ? this : same;
      return new Purchase(
          productId,
          day,
          (int) Math.min(Integer.MAX_VALUE, (long) pieces + same.pieces),
          last.order,
          last.price);
    }

    private boolean isTooLong() {
      return Room.isTooLong(Room.bytes(productId));
    }

    private Purchase past() {
      return order == null ? this : new Purchase(productId, day, pieces, null, null);
    }

    private @Nullable Money cost() {
      return price == null
          ? null
          : new Money(
              price.minor() > Long.MAX_VALUE / Math.max(1, pieces)
                  ? Long.MAX_VALUE
                  : price.minor() * pieces,
              price.currency());
    }
  }

  RecentPurchases apply(CustomerEvent event, Activity activity) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public RecentPurchases otherwise(CustomerEvent other) {
            return RecentPurchases.this;
          }

          @Override
          public RecentPurchases orderPlaced(OrderPlaced order) {
            int day = Tally.day(activity.at());
            Map<String, Purchase> bought = new TreeMap<>();
            for (OrderLine line : order.lines()) {
              ProductMention product = line.product();
              bought.merge(
                  product.productId(),
                  new Purchase(
                      product.productId(), day, line.quantity(), activity, product.price()),
                  Purchase::add);
            }
            return merge(newest(new ArrayList<>(bought.values())));
          }
        });
  }

  RecentPurchases merge(RecentPurchases other) {
    if (other.purchases.isEmpty() || purchases.isEmpty()) {
      return purchases.isEmpty() ? other : this;
    }
    List<Purchase> all = new ArrayList<>(purchases.size() + other.purchases.size());
    all.addAll(purchases);
    all.addAll(other.purchases);
    return of(all);
  }

  /** What is remembered of these, in whatever order. */
  public static RecentPurchases of(List<Purchase> purchases) {
    List<Purchase> all = new ArrayList<>(purchases);
    all.sort(NEWEST_FIRST);
    List<Purchase> sums = new ArrayList<>(all.size());
    for (Purchase one : all) {
      int last = sums.size() - 1;
      if (last >= 0 && NEWEST_FIRST.compare(sums.get(last), one) == 0) {
        sums.set(last, sums.get(last).add(one));
      } else {
        sums.add(one);
      }
    }
    return newest(sums);
  }

  /** What was bought of each product that is remembered. */
  public Map<String, ProductHistory> byProduct() {
    Map<String, List<Bought>> days = new LinkedHashMap<>();
    for (Purchase one : purchases) {
      days.computeIfAbsent(one.productId(), none -> new ArrayList<>())
          .add(new Bought(one.day(), one.pieces()));
    }
    Map<String, ProductHistory> histories = new LinkedHashMap<>();
    days.forEach((product, bought) -> histories.put(product, new ProductHistory(bought)));
    return histories;
  }

  /** The order by which that product was bought last; null where that is not remembered. */
  public @Nullable Activity lastOrderOf(String productId) {
    for (Purchase one : purchases) {
      if (one.productId().equals(productId)) {
        return one.order();
      }
    }
    return null;
  }

  /** The price of a pack when that product was bought last; null where that is not remembered. */
  public @Nullable Money priceOf(String productId) {
    for (Purchase one : purchases) {
      if (one.productId().equals(productId)) {
        return one.price();
      }
    }
    return null;
  }

  /**
   * What it would cost to buy as much of that product again as on the day when it was bought last;
   * null where that is not remembered, or the price was not told.
   */
  public @Nullable Money costOfTheSameAgain(String productId) {
    for (Purchase one : purchases) {
      if (one.productId().equals(productId)) {
        return one.cost();
      }
    }
    return null;
  }

  private static RecentPurchases newest(List<Purchase> newestFirst) {
    Map<String, Integer> kept = new HashMap<>();
    List<Purchase> newest = new ArrayList<>(Math.min(MOST, newestFirst.size()));
    Room.Filling filling = ROOM.empty();
    for (Purchase one : newestFirst) {
      int days = kept.merge(one.productId(), 1, Integer::sum);
      if (days <= MOST_OF_A_PRODUCT && filling.takes(Room.bytes(one.productId()))) {
        newest.add(days == 1 ? one : one.past());
      }
    }
    return new RecentPurchases(newest);
  }
}
