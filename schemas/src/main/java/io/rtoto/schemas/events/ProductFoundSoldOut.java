package io.rtoto.schemas.events;

/**
 * The customer found a product sold out (<i>Product Out of Stock</i>).
 *
 * @param occurrence id, time and topic
 * @param product which
 */
public record ProductFoundSoldOut(Occurrence occurrence, ProductMention product)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.productFoundSoldOut(this);
  }
}
