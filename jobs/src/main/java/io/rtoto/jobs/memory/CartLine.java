package io.rtoto.jobs.memory;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.ProductMention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one product of a cart: how many pieces were put in and taken out again since it
 * was last taken out altogether.
 *
 * @param productId the product
 * @param removed when it was last taken out altogether; null when it never was
 * @param additions what came after, newest first: of more than {@value #MOST_ADDITIONS} times that
 *     pieces were put in the newest, and likewise of the times that some were taken out
 */
public record CartLine(String productId, @Nullable Stamp removed, List<Addition> additions) {
  static final int MOST_ADDITIONS = 6;

  private static final Newest<Addition> NEWEST =
      new Newest<>(
          MOST_ADDITIONS, Comparator.comparing(Addition::stamp).reversed(), Addition::stamp);

  /**
   * Pieces put into the cart at once, or taken out of it.
   *
   * @param stamp when
   * @param quantity how many; less than zero when they were taken out
   * @param price of one piece; null when not told, or told anew later
   */
  public record Addition(Stamp stamp, int quantity, @Nullable Money price) {}

  static CartLine added(ProductMention product, int quantity, Stamp stamp) {
    return new CartLine(
        product.productId(), null, List.of(new Addition(stamp, quantity, product.price())));
  }

  /** Some pieces leave the cart; the product stays while there are more. */
  static CartLine reduced(String productId, int quantity, Stamp stamp) {
    return new CartLine(productId, null, List.of(new Addition(stamp, -quantity, null)));
  }

  static CartLine removed(String productId, Stamp stamp) {
    return new CartLine(productId, stamp, List.of());
  }

  /** The same product, with what both know of it. */
  CartLine merge(CartLine other) {
    CartLine both =
        new CartLine(
            productId, Latest.of(removed, other.removed), newest(additions, other.additions));
    return new CartLine(productId, both.removed, both.additionsAfter(both.removed));
  }

  /**
   * Those put in and those taken out are bounded apart: else a customer who takes out four pieces,
   * one by one, would push what was put in out of memory, and the cart would seem empty.
   */
  private static List<Addition> newest(List<Addition> some, List<Addition> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    List<Addition> newest = new ArrayList<>();
    for (boolean in : new boolean[] {true, false}) {
      newest.addAll(NEWEST.of(only(in, some), only(in, others)));
    }
    newest.sort(NEWEST.newestFirst());
    return withOnePrice(newest);
  }

  /**
   * Of a full cart prices would be a third. Only the one told last is asked for, and it is never
   * gone before those told earlier are.
   */
  private static List<Addition> withOnePrice(List<Addition> newestFirst) {
    boolean isTold = false;
    for (int i = 0; i < newestFirst.size(); i++) {
      Addition addition = newestFirst.get(i);
      if (isTold && addition.price() != null) {
        newestFirst.set(i, new Addition(addition.stamp(), addition.quantity(), null));
      }
      isTold |= addition.price() != null;
    }
    return newestFirst;
  }

  private static List<Addition> only(boolean in, List<Addition> additions) {
    return additions.stream().filter(addition -> addition.quantity() > 0 == in).toList();
  }

  /** What remains when all up to the floor is forgotten; null when that is nothing. */
  @Nullable CartLine above(@Nullable Stamp floor) {
    if (floor == null || touchedOnlyAfter(floor)) {
      return this;
    }
    Stamp stillRemoved = removed != null && removed.isAfter(floor) ? removed : null;
    List<Addition> stillAdded = additionsAfter(floor);
    return stillRemoved == null && stillAdded.isEmpty()
        ? null
        : new CartLine(productId, stillRemoved, stillAdded);
  }

  boolean isInCart() {
    return quantity() > 0;
  }

  /** How many pieces lie in the cart: none too few, however many were taken out. */
  public int quantity() {
    int quantity = 0;
    for (int oldestFirst = additions.size() - 1; oldestFirst >= 0; oldestFirst--) {
      quantity = Math.max(0, quantity + additions.get(oldestFirst).quantity());
    }
    return quantity;
  }

  /** The price of one piece as last told; null when it never was. */
  public @Nullable Money price() {
    for (Addition addition : additions) {
      if (addition.price() != null) {
        return addition.price();
      }
    }
    return null;
  }

  /** Whether that price is known, in that currency. */
  boolean isPricedIn(String currency) {
    Money price = price();
    return price != null && price.currency().equals(currency);
  }

  /** What its pieces are worth at that price, in minor units; more than fit are as many as fit. */
  long worth(Money price) {
    int quantity = quantity();
    return price.minor() > Long.MAX_VALUE / Math.max(1, quantity)
        ? Long.MAX_VALUE
        : price.minor() * quantity;
  }

  /** When this product was last put in or taken out. */
  Stamp touched() {
    Stamp added = additions.isEmpty() ? null : additions.get(0).stamp();
    Stamp latest = Latest.of(removed, added);
    if (latest == null) {
      throw new IllegalStateException(
          "A line was neither added to nor removed: " + productId + ".");
    }
    return latest;
  }

  private boolean touchedOnlyAfter(Stamp floor) {
    return (removed == null || removed.isAfter(floor))
        && (additions.isEmpty() || additions.get(additions.size() - 1).stamp().isAfter(floor));
  }

  private List<Addition> additionsAfter(@Nullable Stamp floor) {
    return floor == null
        ? additions
        : additions.stream().filter(addition -> addition.stamp().isAfter(floor)).toList();
  }
}
