package io.rtoto.schemas.events;

import org.jspecify.annotations.Nullable;

/**
 * The customer took a product out of the cart (<i>Product Removed</i>).
 *
 * @param occurrence id, time and topic
 * @param product what was taken out
 * @param quantity how many pieces, at least 1; null means all of them
 */
public record ProductRemovedFromCart(
    Occurrence occurrence, ProductMention product, @Nullable Integer quantity)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.productRemovedFromCart(this);
  }
}
