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
 * @param candidates what may be recommended beside the product that was looked at, best first; of
 *     another event, nothing
 */
public record Deed(IdentifiedEvent event, List<Candidate> candidates) {

  /** What the catalogue lists with the product that was looked at, best first. */
  static Deed listing(IdentifiedEvent event, List<String> companions) {
    return new Deed(event, companions.stream().map(Deed::listed).toList());
  }

  /** The same, but that this may be recommended beside it. */
  public Deed answered(Candidate... others) {
    return new Deed(event, List.of(others));
  }

  /** When it was done. */
  public Instant at() {
    return event.event().occurrence().at();
  }

  /** The same, but that it counts under that identifier. */
  public Deed under(Identifier leaf) {
    IdentifiedEvent other =
        new IdentifiedEvent(
            event.eventId(), event.customerId(), leaf, List.of(leaf), event.event());
    return new Deed(other, candidates);
  }

  /** What engagement is told of it, in order. */
  public List<CustomerMessage> told() {
    return event.event() instanceof ProductViewed viewed
        ? List.of(
            new EventCounted(event, List.of()),
            new ViewAnswered(View.of(event, viewed.product()), candidates))
        : List.of(new EventCounted(event, List.of()));
  }

  private static Candidate listed(String productId) {
    return new Candidate(productId, Candidate.Because.LISTED, null, 1, null, null);
  }
}
