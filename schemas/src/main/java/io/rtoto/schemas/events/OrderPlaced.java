package io.rtoto.schemas.events;

import io.rtoto.schemas.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customer bought (<i>Order Completed</i>).
 *
 * @param occurrence id, time and topic
 * @param orderId the shop's id of the order
 * @param total what the order comes to; null when neither total nor prices were told
 * @param lines what was bought; empty when not told
 */
public record OrderPlaced(
    Occurrence occurrence, String orderId, @Nullable Money total, List<OrderLine> lines)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.orderPlaced(this);
  }
}
