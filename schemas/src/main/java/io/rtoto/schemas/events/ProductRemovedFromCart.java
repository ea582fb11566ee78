package io.rtoto.schemas.events;

/**
 * The customer took a product out of the cart (<i>Product Removed</i>).
 *
 * @param occurrence id, time and topic
 * @param product what was taken out
 */
public record ProductRemovedFromCart(Occurrence occurrence, ProductMention product)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.productRemovedFromCart(this);
  }
}
