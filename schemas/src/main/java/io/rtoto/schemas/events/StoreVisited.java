package io.rtoto.schemas.events;

import org.jspecify.annotations.Nullable;

/**
 * The customer came to a store and was known there (<i>Store Visited</i>).
 *
 * @param occurrence id, time and topic
 * @param storeId which store; null when not told
 */
public record StoreVisited(Occurrence occurrence, @Nullable String storeId)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.storeVisited(this);
  }
}
