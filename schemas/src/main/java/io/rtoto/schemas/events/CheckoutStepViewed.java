package io.rtoto.schemas.events;

import io.rtoto.schemas.Money;
import org.jspecify.annotations.Nullable;

/**
 * The customer looked at a step of the checkout (<i>Checkout Step Viewed</i>).
 *
 * @param occurrence id, time and topic
 * @param shipping what sending the goods costs, as shown there; null when it was not shown
 */
public record CheckoutStepViewed(Occurrence occurrence, @Nullable Money shipping)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.checkoutStepViewed(this);
  }
}
