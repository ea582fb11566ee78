package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.Edges;
import io.rtoto.jobs.identity.protocol.Leaf;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.identity.Evidence;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.Identity.FormerCustomer;
import io.rtoto.schemas.identity.Identity.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an identifier is of its customer: which event showed each of its links to weaker identifiers,
 * for as long as the link holds, and of whom it was before. It is state: fields may be added, and
 * none may change its type.
 *
 * @param links its links, strongest first; no more than the leaf has edges
 * @param formerCustomers of whom it was before, oldest first; 20 at most
 */
public record Provenance(List<Link> links, List<FormerCustomer> formerCustomers) {
  private static final int MOST_FORMER_CUSTOMERS = 20;

  static final Provenance NONE = new Provenance(List.of(), List.of());

  /** With the event as evidence of each link that had none, or none that proves it. */
  Provenance shown(Leaf leaf, Cause cause) {
    SoundEvent event = cause.event();
    if (event == null) {
      return this;
    }
    List<Link> more = links;
    for (Identifier other : cause.others()) {
      Link known = linkTo(other, more);
      boolean isNews = known == null || (event.proven() && !known.evidence().proven());
      if (isNews && hasEdge(leaf, other)) {
        more = with(new Link(other, evidence(event, cause.eventId())), known, more);
      }
    }
    return more == links ? this : new Provenance(more, formerCustomers);
  }

  /** With the links that still hold. */
  Provenance holding(Leaf leaf) {
    return links.stream().allMatch(link -> hasEdge(leaf, link.other()))
        ? this
        : new Provenance(
            links.stream().filter(link -> hasEdge(leaf, link.other())).toList(), formerCustomers);
  }

  /** With a customer that it left. */
  Provenance left(String customerId, Instant now) {
    int first = Math.max(0, formerCustomers.size() + 1 - MOST_FORMER_CUSTOMERS);
    List<FormerCustomer> more =
        new ArrayList<>(formerCustomers.subList(first, formerCustomers.size()));
    more.add(new FormerCustomer(customerId, now));
    return new Provenance(links, more);
  }

  /** How the identifier is known; null when it always was a customer by itself. */
  @Nullable Identity identity(LeafMemory memory) {
    Leaf leaf = memory.leaf();
    boolean alone = links.isEmpty() && formerCustomers.isEmpty();
    if (leaf.exposed() == null || (alone && leaf.exposed().equals(leaf.id()))) {
      return null;
    }
    // A stronger label is exposed at once; one that an order took away may come back.
    boolean settled = !leaf.isToBeExposed() || !leaf.label().equals(leaf.id());
    return new Identity(leaf.id(), memory.customerId(), settled, links, formerCustomers);
  }

  static boolean hasEdge(Leaf leaf, Identifier other) {
    return Edges.to(other, leaf.edges()) != null;
  }

  private static @Nullable Link linkTo(Identifier other, List<Link> links) {
    for (Link link : links) {
      if (link.other().equals(other)) {
        return link;
      }
    }
    return null;
  }

  private static List<Link> with(Link link, @Nullable Link instead, List<Link> links) {
    List<Link> more = new ArrayList<>(links);
    more.remove(instead);
    more.add(link);
    more.sort(Comparator.comparing(Link::other));
    return more;
  }

  private static Evidence evidence(SoundEvent event, String eventId) {
    return new Evidence(
        eventId,
        event.event().occurrence().at(),
        event.event().occurrence().topic(),
        event.proven());
  }
}
