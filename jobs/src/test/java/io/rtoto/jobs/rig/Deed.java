package io.rtoto.jobs.rig;

import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.time.Instant;
import java.util.List;

/**
 * What a customer did.
 *
 * @param event the event
 * @param companions what goes with the product that was looked at, best first; of another event,
 *     none
 */
public record Deed(IdentifiedEvent event, List<String> companions) {

  /** When it was done. */
  public Instant at() {
    return event.event().occurrence().at();
  }

  /** The same, but that it counts under that identifier. */
  public Deed under(Identifier leaf) {
    IdentifiedEvent other =
        new IdentifiedEvent(
            event.eventId(), event.customerId(), leaf, List.of(leaf), event.event());
    return new Deed(other, companions);
  }

  /** What engagement is told of it, in order. */
  public List<CustomerMessage> told() {
    return event.event() instanceof ProductViewed viewed
        ? List.of(
            new EventCounted(event, List.of()),
            new ViewAnswered(
                View.of(event, viewed.product()), companions.stream().map(Deed::listed).toList()))
        : List.of(new EventCounted(event, List.of()));
  }

  private static Candidate listed(String productId) {
    return new Candidate(productId, Candidate.Because.LISTED, null, 1, null, null);
  }
}
