package io.rtoto.schemas.events;

/**
 * An order is somewhere else on its way to the customer.
 *
 * @param occurrence id, time and topic
 * @param orderId the shop's id of the order
 * @param status where it is, in the back end's own word, such as {@code delivered}
 */
public record ShipmentMoved(Occurrence occurrence, String orderId, String status)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.shipmentMoved(this);
  }
}
