package io.rtoto.jobs.memory;

import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.ProductViewed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The products that the customer looked at lately: the newest {@value #MOST} looks, the same
 * product as often as it was looked at; fewer where their names are long.
 *
 * @param looks newest first
 */
public record Views(List<Look> looks) {
  static final int MOST = 36;
  private static final int MOST_BYTES = 1_200;
  static final Views NONE = new Views(List.of());

  private static final Newest<Look> NEWEST =
      new Newest<>(
          new Room(MOST, MOST_BYTES),
          Comparator.comparing(Look::stamp).reversed().thenComparing(Look::productId),
          Look::stamp,
          look -> Room.bytes(look.productId()) + Room.bytes(look.category()));

  /**
   * One look at a product.
   *
   * @param productId the product
   * @param category the shop's category, as told by this event; null when it was not
   * @param stamp when
   */
  public record Look(String productId, @Nullable String category, Stamp stamp) {}

  Views apply(CustomerEvent event, Stamp stamp) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public Views otherwise(CustomerEvent other) {
            return Views.this;
          }

          @Override
          public Views productViewed(ProductViewed viewed) {
            String category = viewed.product().category();
            return new Views(
                NEWEST.with(looks, new Look(viewed.product().productId(), category, stamp)));
          }
        });
  }

  Views merge(Views other) {
    return new Views(NEWEST.of(looks, other.looks));
  }

  /** Whether this look is one of them. */
  public boolean has(Stamp look) {
    return looks.stream().anyMatch(one -> one.stamp().equals(look));
  }

  /** Whether this look would not be one of them by now, because newer ones took its place. */
  public boolean areNewerThan(Stamp look) {
    return NEWEST.displaces(looks, new Look("", null, look));
  }

  /** How often this product was looked at lately. */
  public int timesSeen(String productId) {
    int times = 0;
    for (Look look : looks) {
      if (look.productId().equals(productId)) {
        times++;
      }
    }
    return times;
  }

  /** The category of the product as last told; null when it never was. */
  public @Nullable String categoryOf(String productId) {
    for (Look look : looks) {
      if (look.category() != null && look.productId().equals(productId)) {
        return look.category();
      }
    }
    return null;
  }

  /** The products of that category that were looked at lately, newest first. */
  public List<String> productsOf(String category) {
    Set<String> products = new LinkedHashSet<>();
    for (Look look : looks) {
      if (category.equals(look.category())) {
        products.add(look.productId());
      }
    }
    return new ArrayList<>(products);
  }
}
