package io.rtoto.jobs.memory;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductRemovedFromCart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the cart, whatever order the events arrive in: of every product the latest removal
 * and the additions after it. A product lies in the cart while there are any.
 *
 * <p>It keeps {@value #MOST_PRODUCTS} products, or fewer where their ids are long. A product more
 * moves the {@code floor} up to the one that was touched longest ago, and everything up to the
 * floor counts as never having happened, also when it arrives later: otherwise the content would
 * depend on the order of arrival. An order that does not tell its lines empties the cart in the
 * same way.
 *
 * @param floor everything up to here is forgotten; null at first
 * @param lines by product id
 */
public record Cart(@Nullable Stamp floor, List<CartLine> lines) {
  static final int MOST_PRODUCTS = 43;
  private static final int MOST_BYTES = 1_500;
  static final Cart EMPTY = new Cart(null, List.of());

  Cart apply(CustomerEvent event, Stamp stamp) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public Cart otherwise(CustomerEvent other) {
            return Cart.this;
          }

          @Override
          public Cart productAddedToCart(ProductAddedToCart added) {
            return merge(of(CartLine.added(added.product(), added.quantity(), stamp)));
          }

          @Override
          public Cart productRemovedFromCart(ProductRemovedFromCart removed) {
            String productId = removed.product().productId();
            Integer quantity = removed.quantity();
            return merge(
                of(
                    quantity == null
                        ? CartLine.removed(productId, stamp)
                        : CartLine.reduced(productId, quantity, stamp)));
          }

          @Override
          public Cart orderPlaced(OrderPlaced placed) {
            if (placed.lines().isEmpty()) {
              return merge(new Cart(stamp, List.of()));
            }
            List<CartLine> bought = new ArrayList<>();
            for (OrderLine line : placed.lines()) {
              String productId = line.product().productId();
              if (!Room.isTooLong(Room.bytes(productId))) {
                bought.add(CartLine.removed(productId, stamp));
              }
            }
            return merge(new Cart(null, bought));
          }
        });
  }

  Cart merge(Cart other) {
    if (other.equals(EMPTY) || equals(EMPTY)) {
      return equals(EMPTY) ? other : this;
    }
    Map<String, CartLine> merged = new TreeMap<>();
    lines.forEach(line -> merged.put(line.productId(), line));
    other.lines.forEach(line -> merged.merge(line.productId(), line, CartLine::merge));
    Stamp highest = Latest.of(floor, other.floor);
    if (merged.size() > MOST_PRODUCTS) {
      List<Stamp> touched = new ArrayList<>();
      merged.values().forEach(line -> touched.add(line.touched()));
      touched.sort(Comparator.reverseOrder());
      highest = Latest.of(highest, touched.get(MOST_PRODUCTS));
    }
    highest = Latest.of(highest, floorOf(merged.values()));
    List<CartLine> above = new ArrayList<>(merged.size());
    for (CartLine line : merged.values()) {
      CartLine kept = line.above(highest);
      if (kept != null) {
        above.add(kept);
      }
    }
    return new Cart(highest, above);
  }

  /**
   * Up to when all is forgotten, so that ids have room: before the product with which they fill it,
   * of those touched last. Not only as far as there is another, which may come later, and would be
   * forgotten or not; and those that are touched again need more room and never less.
   */
  private static @Nullable Stamp floorOf(Collection<CartLine> lines) {
    int bytes = 0;
    for (CartLine line : lines) {
      bytes += Room.bytes(line.productId());
    }
    if (bytes < MOST_BYTES) {
      return null;
    }
    List<CartLine> lastFirst = new ArrayList<>(lines);
    lastFirst.sort(Comparator.comparing(CartLine::touched).reversed());
    int room = MOST_BYTES;
    for (CartLine line : lastFirst) {
      room -= Room.bytes(line.productId());
      if (room <= 0) {
        return line.touched().before();
      }
    }
    return null;
  }

  public boolean isEmpty() {
    for (CartLine line : lines) {
      if (line.isInCart()) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing lies in it, and something did since then that was taken out. */
  public boolean isEmptiedSince(Instant since) {
    return isEmpty() && lines.stream().anyMatch(line -> !line.touched().at().isBefore(since));
  }

  public boolean holds(String productId) {
    for (CartLine line : lines) {
      if (line.productId().equals(productId)) {
        return line.isInCart();
      }
    }
    return false;
  }

  /** What lies in it, by product id. */
  public List<CartLine> inCart() {
    return lines.stream().filter(CartLine::isInCart).toList();
  }

  /** How many pieces lie in it. */
  public int items() {
    return lines.stream().mapToInt(CartLine::quantity).sum();
  }

  /**
   * What its pieces cost together, those without a price left out; null when none has one. Where
   * prices come in several currencies, it is the sum in the one that most lines have.
   */
  public @Nullable Money worth() {
    Map<String, Integer> lineCounts = new TreeMap<>();
    Map<String, Long> sums = new TreeMap<>();
    for (CartLine line : inCart()) {
      Money price = line.price();
      if (price != null) {
        lineCounts.merge(price.currency(), 1, Integer::sum);
        sums.merge(price.currency(), line.worth(price), Cart::sum);
      }
    }
    Money worth = null;
    int most = 0;
    for (Map.Entry<String, Integer> count : lineCounts.entrySet()) {
      if (count.getValue() > most) {
        most = count.getValue();
        worth = new Money(sums.getOrDefault(count.getKey(), 0L), count.getKey());
      }
    }
    return worth;
  }

  /**
   * What all its pieces cost together; null where that is not known of one of them, or they come in
   * several currencies, and of an empty cart.
   */
  public @Nullable Money cost() {
    Money worth = worth();
    return worth != null && inCart().stream().allMatch(line -> line.isPricedIn(worth.currency()))
        ? worth
        : null;
  }

  /** A sum that stays at the greatest number, rather than turn negative. */
  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  private static Cart of(CartLine line) {
    return Room.isTooLong(Room.bytes(line.productId())) ? EMPTY : new Cart(null, List.of(line));
  }
}
