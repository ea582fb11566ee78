package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OrderReturned;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Of which orders goods were given back: the newest {@value #MOST}, by the last time of each.
 *
 * @param orders newest first
 */
public record Returns(List<Returned> orders) {
  static final int MOST = 10;
  private static final int MOST_BYTES_OF_AN_ID = 60;
  static final Returns NONE = new Returns(List.of());

  private static final Newest<Returned> NEWEST =
      new Newest<>(
          MOST,
          Comparator.comparing(Returned::at).reversed().thenComparing(Returned::orderId),
          Returned::orderId);

  /** Puts a default where an older state lacks the field. */
  public Returns {
    orders = requireNonNullElse(orders, List.of());
  }

  /**
   * An order of which goods were given back.
   *
   * @param orderId the shop's id; of a long one a number in its place
   * @param at when last
   */
  public record Returned(String orderId, Instant at) {}

  Returns apply(CustomerEvent event) {
    return event instanceof OrderReturned order
        ? new Returns(
            NEWEST.with(orders, new Returned(kept(order.orderId()), order.occurrence().at())))
        : this;
  }

  Returns merge(Returns other) {
    return new Returns(NEWEST.of(orders, other.orders));
  }

  /** Whether any goods of that order were given back. */
  public boolean areOf(String orderId) {
    String kept = kept(orderId);
    return orders.stream().anyMatch(order -> order.orderId().equals(kept));
  }

  private static String kept(String orderId) {
    return Room.identified(orderId, MOST_BYTES_OF_AN_ID);
  }
}
