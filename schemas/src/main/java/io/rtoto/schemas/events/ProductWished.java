package io.rtoto.schemas.events;

/**
 * The customer put a product on the wish list (<i>Product Added to Wishlist</i>).
 *
 * @param occurrence id, time and topic
 * @param product what is wished for
 */
public record ProductWished(Occurrence occurrence, ProductMention product)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.productWished(this);
  }
}
