package io.rtoto.schemas.events;

/**
 * The customer took a product off the wish list (<i>Product Removed from Wishlist</i>).
 *
 * @param occurrence id, time and topic
 * @param product what is no longer wished for
 */
public record ProductUnwished(Occurrence occurrence, ProductMention product)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.productUnwished(this);
  }
}
