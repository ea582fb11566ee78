package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OrderCancelled;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's orders come to, without the orders.
 *
 * @param placed how many were placed
 * @param cancelled how many were called off
 * @param spends what was spent, by currency code: of more than {@value #MOST_CURRENCIES} currencies
 *     the first by code, for what is kept must hang on nothing that changes
 * @param first when the first was placed; null before that
 * @param last the one placed last; null before that
 * @param bought the {@value #MOST_PURCHASES} products bought last, newest first; fewer where their
 *     ids are long
 * @param history on which days the customer bought, in UTC, and for how much: 128 days at most
 * @param lately the newest {@value #MOST_LATELY} orders, newest first: on which day each was placed
 * @param takenBack what was called off or paid back the newest {@value #MOST_TAKEN_BACK} times,
 *     newest first
 */
public record OrderStatistics(
    long placed,
    long cancelled,
    List<Spend> spends,
    @Nullable Instant first,
    @Nullable Activity last,
    List<Purchase> bought,
    PurchaseHistory history,
    List<Placed> lately,
    List<TakenBack> takenBack) {
  static final int MOST_PURCHASES = 30;
  static final int MOST_LATELY = 12;
  static final int MOST_TAKEN_BACK = 8;
  private static final int MOST_BYTES = 800;
  private static final int MOST_CURRENCIES = 8;
  static final OrderStatistics NONE =
      new OrderStatistics(
          0, 0, List.of(), null, null, List.of(), PurchaseHistory.NONE, List.of(), List.of());

  private static final Newest<Placed> NEWEST_PLACED =
      new Newest<>(
          MOST_LATELY,
          Comparator.comparing(Placed::day).reversed().thenComparing(Placed::order),
          Placed::order);

  private static final Newest<TakenBack> NEWEST_TAKEN_BACK =
      new Newest<>(
          MOST_TAKEN_BACK,
          Comparator.comparing(TakenBack::at)
              .reversed()
              .thenComparing(TakenBack::order)
              .thenComparing(one -> one.amount().currency())
              .thenComparing(one -> one.amount().minor()),
          one -> one);

  private static final Newest<Purchase> NEWEST =
      new Newest<>(
          new Room(MOST_PURCHASES, MOST_BYTES),
          Comparator.comparing(Purchase::at).reversed().thenComparing(Purchase::productId),
          Purchase::productId,
          purchase -> Room.bytes(purchase.productId()));

  /** Puts a default where an older state lacks a field. */
  public OrderStatistics {
    history = requireNonNullElse(history, PurchaseHistory.NONE);
    lately = requireNonNullElse(lately, List.of());
    takenBack = requireNonNullElse(takenBack, List.of());
  }

  /**
   * An order that was placed.
   *
   * @param order a number for it: the hash of its id
   * @param day since the epoch, in UTC
   */
  public record Placed(int order, int day) {}

  /**
   * What was called off or paid back of an order.
   *
   * @param order a number for it: the hash of its id
   * @param at when
   * @param amount how much
   */
  public record TakenBack(int order, Instant at, Money amount) {}

  /**
   * What was spent in one currency.
   *
   * @param currency ISO 4217
   * @param orders how many orders were paid in it
   * @param minor what was spent, less what was called off or paid back, in minor units
   */
  public record Spend(String currency, long orders, long minor) {
    Spend merge(Spend other) {
      return new Spend(currency, orders + other.orders, minor + other.minor);
    }
  }

  /**
   * When a product was last bought.
   *
   * @param productId the product
   * @param at event time
   */
  public record Purchase(String productId, Instant at) {}

  OrderStatistics apply(CustomerEvent event, Activity activity) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public OrderStatistics otherwise(CustomerEvent other) {
            return OrderStatistics.this;
          }

          @Override
          public OrderStatistics orderPlaced(OrderPlaced order) {
            List<Purchase> purchases = new ArrayList<>();
            for (OrderLine line : order.lines()) {
              purchases.add(new Purchase(line.product().productId(), activity.at()));
            }
            return merge(
                new OrderStatistics(
                    1,
                    0,
                    spend(order.total(), 1),
                    activity.at(),
                    activity,
                    NEWEST.of(purchases),
                    PurchaseHistory.of(PurchaseHistory.dayOf(activity.at()), order.total()),
                    List.of(new Placed(order.orderId().hashCode(), Tally.day(activity.at()))),
                    List.of()));
          }

          @Override
          public OrderStatistics orderCancelled(OrderCancelled order) {
            return merge(lessening(1, order.orderId(), activity, order.total()));
          }

          @Override
          public OrderStatistics orderReturned(OrderReturned order) {
            return merge(lessening(0, order.orderId(), activity, order.total()));
          }
        });
  }

  OrderStatistics merge(OrderStatistics other) {
    if (other.equals(NONE) || equals(NONE)) {
      return equals(NONE) ? other : this;
    }
    Map<String, Spend> byCurrency = new TreeMap<>();
    spends.forEach(spend -> byCurrency.put(spend.currency(), spend));
    other.spends.forEach(spend -> byCurrency.merge(spend.currency(), spend, Spend::merge));
    return new OrderStatistics(
        placed + other.placed,
        cancelled + other.cancelled,
        byCurrency.values().stream().limit(MOST_CURRENCIES).toList(),
        Latest.earliest(first, other.first),
        Latest.of(last, other.last),
        NEWEST.of(bought, other.bought),
        history.merge(other.history),
        NEWEST_PLACED.of(lately, other.lately),
        NEWEST_TAKEN_BACK.of(takenBack, other.takenBack));
  }

  /**
   * The history less what was called off or paid back since, where the day of its order is
   * remembered: what a customer is worth is what they keep.
   */
  public PurchaseHistory kept() {
    PurchaseHistory kept = history;
    for (TakenBack back : takenBack) {
      for (Placed order : lately) {
        if (order.order() == back.order()) {
          kept = kept.less(order.day(), back.amount());
        }
      }
    }
    return kept;
  }

  /** How many orders were placed and not called off. */
  public long standing() {
    return Math.max(0, placed - cancelled);
  }

  /** What was spent in the currency of most orders; null before the first order with a total. */
  public @Nullable Money spend() {
    Spend main = null;
    for (Spend spend : spends) {
      if (main == null || spend.orders() > main.orders()) {
        main = spend;
      }
    }
    return main == null ? null : new Money(main.minor(), main.currency());
  }

  /** The mean time between two orders; null before the second. */
  public @Nullable Duration usualGap() {
    return first == null || last == null || placed < 2
        ? null
        : Duration.between(first, last.at()).dividedBy(placed - 1);
  }

  public boolean hasBought(String productId) {
    for (Purchase purchase : bought) {
      if (purchase.productId().equals(productId)) {
        return true;
      }
    }
    return false;
  }

  /** What is called off or paid back; what was bought was bought, and stays in the history. */
  private static OrderStatistics lessening(
      long cancelled, String orderId, Activity activity, @Nullable Money total) {
    return new OrderStatistics(
        0,
        cancelled,
        spend(total, -1),
        null,
        null,
        List.of(),
        PurchaseHistory.NONE,
        List.of(),
        total == null
            ? List.of()
            : List.of(new TakenBack(orderId.hashCode(), activity.at(), total)));
  }

  private static List<Spend> spend(@Nullable Money total, int sign) {
    if (total == null) {
      return List.of();
    }
    return List.of(new Spend(total.currency(), sign > 0 ? 1 : 0, sign * total.minor()));
  }
}
