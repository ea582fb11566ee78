package io.rtoto.jobs.memory;

import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.ProductUnwished;
import io.rtoto.schemas.events.ProductWished;
import java.util.Comparator;
import java.util.List;

/**
 * What the customer wishes for: of each product whether it was wished for or given up last.
 *
 * @param wishes the {@value #MOST} products wished for or given up last, newest first
 */
public record Wishlist(List<Wish> wishes) {
  static final int MOST = 30;
  private static final int MOST_BYTES = 800;
  public static final Wishlist EMPTY = new Wishlist(List.of());

  private static final Newest<Wish> NEWEST =
      new Newest<>(
          new Room(MOST, MOST_BYTES),
          Comparator.comparing(Wish::stamp)
              .reversed()
              .thenComparing(Wish::productId)
              .thenComparing(Wish::stands),
          Wish::productId,
          wish -> Room.bytes(wish.productId()));

  /**
   * What became of a wish.
   *
   * @param productId the product
   * @param stands whether it is still wished for
   * @param stamp since when
   */
  public record Wish(String productId, boolean stands, Stamp stamp) {}

  Wishlist apply(CustomerEvent event, Stamp stamp) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public Wishlist otherwise(CustomerEvent other) {
            return Wishlist.this;
          }

          @Override
          public Wishlist productWished(ProductWished wished) {
            return with(new Wish(wished.product().productId(), true, stamp));
          }

          @Override
          public Wishlist productUnwished(ProductUnwished unwished) {
            return with(new Wish(unwished.product().productId(), false, stamp));
          }
        });
  }

  private Wishlist with(Wish wish) {
    return new Wishlist(NEWEST.with(wishes, wish));
  }

  Wishlist merge(Wishlist other) {
    return new Wishlist(NEWEST.of(wishes, other.wishes));
  }

  /** The products that are wished for, newest wish first. */
  public List<String> products() {
    return wishes.stream().filter(Wish::stands).map(Wish::productId).toList();
  }
}
