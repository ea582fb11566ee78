package io.rtoto.schemas.events;

/**
 * The customer looked at a product (Segment: <i>Product Viewed</i>).
 *
 * @param occurrence id, time and topic
 * @param product what was looked at
 */
public record ProductViewed(Occurrence occurrence, ProductMention product)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.productViewed(this);
  }
}
