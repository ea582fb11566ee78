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
 * @param channel by which way, such as {@code store}; null when not told
 */
public record OrderPlaced(
    Occurrence occurrence,
    String orderId,
    @Nullable Money total,
    List<OrderLine> lines,
    @Nullable String channel)
    implements CustomerEvent {
  /** One of which nobody tells by which way it came. */
  public OrderPlaced(
      Occurrence occurrence, String orderId, @Nullable Money total, List<OrderLine> lines) {
    this(occurrence, orderId, total, lines, null);
  }

  /** Whether it was bought at the counter of a store. */
  public boolean cameThroughStore() {
    return Channel.STORE.wireName().equals(channel);
  }

  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.orderPlaced(this);
  }
}
