package io.rtoto.schemas.events;

/**
 * The customer put a product into the cart (<i>Product Added</i>).
 *
 * @param occurrence id, time and topic
 * @param product what was added
 * @param quantity how many pieces, at least 1
 */
public record ProductAddedToCart(Occurrence occurrence, ProductMention product, int quantity)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.productAddedToCart(this);
  }
}
