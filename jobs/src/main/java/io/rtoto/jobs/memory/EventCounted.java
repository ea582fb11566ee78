package io.rtoto.jobs.memory;

import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.util.List;

/**
 * There is one event more in the contribution of the identifier that it came under.
 *
 * @param identified the event and its customer
 * @param edges with whom the event shows the identifier, as that one knows it
 */
public record EventCounted(IdentifiedEvent identified, List<Edge> edges)
    implements CustomerMessage, InTurn {
  @Override
  public String customerId() {
    return identified.customerId();
  }

  @Override
  public Turn turn() {
    return Turn.of(identified.event().occurrence(), identified.eventId());
  }

  @Override
  public Identifier leaf() {
    return identified.origin();
  }

  /** It belongs to nothing else. */
  @Override
  public boolean isEarly(CustomerMemory memory, Leaves leaves) {
    return false;
  }
}
