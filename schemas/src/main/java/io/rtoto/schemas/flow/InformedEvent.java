package io.rtoto.schemas.flow;

import java.util.List;

/**
 * An event on its way to the customer's memory, with what the catalogue adds to it.
 *
 * @param identified the event and its customer
 * @param companions products that go with the one viewed, best first; empty when there are none
 */
public record InformedEvent(IdentifiedEvent identified, List<String> companions)
    implements CustomerMessage {
  @Override
  public String customerId() {
    return identified.customerId();
  }
}
