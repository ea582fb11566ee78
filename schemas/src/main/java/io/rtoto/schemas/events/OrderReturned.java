package io.rtoto.schemas.events;

import io.rtoto.schemas.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customer gave goods back (<i>Order Refunded</i>).
 *
 * @param occurrence id, time and topic
 * @param orderId the shop's id of the order
 * @param total what was paid back; null when not told
 * @param lines what was given back; empty means all of it
 */
public record OrderReturned(
    Occurrence occurrence, String orderId, @Nullable Money total, List<OrderLine> lines)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.orderReturned(this);
  }
}
