package io.rtoto.schemas.events;

import io.rtoto.schemas.Money;
import org.jspecify.annotations.Nullable;

/**
 * The customer began to check out (<i>Checkout Started</i>).
 *
 * @param occurrence id, time and topic
 * @param worth the cart's worth as told; null when not told
 */
public record CheckoutStarted(Occurrence occurrence, @Nullable Money worth)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.checkoutStarted(this);
  }
}
