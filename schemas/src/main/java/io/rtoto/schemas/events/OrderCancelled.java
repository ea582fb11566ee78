package io.rtoto.schemas.events;

import io.rtoto.schemas.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order was called off before delivery (<i>Order Cancelled</i>).
 *
 * @param occurrence id, time and topic
 * @param orderId the shop's id of the order
 * @param total what was taken back; null when not told
 * @param lines what was called off; empty means all of it
 */
public record OrderCancelled(
    Occurrence occurrence, String orderId, @Nullable Money total, List<OrderLine> lines)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.orderCancelled(this);
  }
}
