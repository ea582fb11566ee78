package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.jobs.identity.protocol.Edges;
import io.rtoto.jobs.identity.protocol.Leaf;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.IdentityChange;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.identity.IdentifierMoved;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.Identity.Link;
import io.rtoto.schemas.identity.LedgerEntry;
import io.rtoto.schemas.identity.LinkShown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of a step of a leaf: what it adds to the ledger, and how the identifier is
 * known from then on.
 *
 * @param provenance what is remembered of the identifier for the next account
 * @param entries what is new
 * @param change how the identifier is known; null when nothing has changed
 */
record Account(Provenance provenance, List<LedgerEntry> entries, @Nullable IdentityChange change) {

  /** Whether there may be something to tell: of most events there is not. */
  static boolean isDue(LeafMemory before, LeafMemory after, Cause cause) {
    return showsALink(before, cause)
        || !before.customerId().equals(after.customerId())
        || before.leaf().erasedUpTo() != after.leaf().erasedUpTo()
        || before.leaf().isToBeExposed() != after.leaf().isToBeExposed()
        || hasFewerEdges(before.leaf(), after.leaf());
  }

  static Account of(
      Provenance known, LeafMemory before, LeafMemory after, Cause cause, Instant now) {
    List<LedgerEntry> entries = new ArrayList<>(1);
    Provenance provenance = known.shown(after.leaf(), cause).holding(after.leaf());
    for (Link link : provenance.links()) {
      if (!known.links().contains(link)) {
        entries.add(new LinkShown(after.leaf().id(), link.other(), link.evidence()));
      }
    }
    if (!before.customerId().isEmpty() && !before.customerId().equals(after.customerId())) {
      entries.add(moved(before, after, cause, now));
      provenance = provenance.left(before.customerId(), now);
    }
    if (isForgotten(after)) {
      provenance = Provenance.NONE;
    }
    Identity identity = provenance.identity(after);
    return new Account(
        provenance,
        entries,
        Objects.equals(identity, known.identity(before))
            ? null
            : new IdentityChange(after.leaf().id(), identity));
  }

  /**
   * Whether a link may be new by this event, or proven by it. The other end may have told of it
   * already, or a later event, in which case the edge is no older than the event. Events come late
   * in crowds when the job catches up: once all links were shown, they need no look.
   */
  private static boolean showsALink(LeafMemory before, Cause cause) {
    SoundEvent event = cause.event();
    if (event == null) {
      return false;
    }
    long at = event.event().occurrence().at().toEpochMilli();
    for (Identifier other : cause.others()) {
      Edge known = Edges.to(other, before.leaf().edges());
      if (known == null
          || (known.seenAt() >= at && !before.knowsWhoShowedItsLinks())
          || (event.proven() && (known.provenAt() == Edge.NEVER || known.provenAt() >= at))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The label of a customer that comes apart is weaker than it was, and only an order does that.
   */
  private static IdentifierMoved moved(
      LeafMemory before, LeafMemory after, Cause cause, Instant now) {
    Leaf leaf = after.leaf();
    Identifier was = before.leaf().exposed();
    boolean away = was != null && leaf.label().compareTo(was) > 0;
    return new IdentifierMoved(
        leaf.id(),
        before.customerId(),
        after.customerId(),
        away ? null : cause.over(),
        away ? leaf.epoch() : null,
        now);
  }

  /** Of whom all is erased, nobody is to be told what once was. */
  private static boolean isForgotten(LeafMemory memory) {
    Leaf leaf = memory.leaf();
    return leaf.erasedUpTo() != Edge.NEVER
        && leaf.edges().isEmpty()
        && memory.contribution().whole().events() == 0;
  }

  private static boolean hasFewerEdges(Leaf before, Leaf after) {
    List<Edge> edges = after.edges();
    if (edges == before.edges()) {
      return false;
    }
    int place = 0;
    for (Edge edge : before.edges()) {
      while (place < edges.size() && edges.get(place).to().compareTo(edge.to()) < 0) {
        place++;
      }
      if (place == edges.size() || !edges.get(place).to().equals(edge.to())) {
        return true;
      }
    }
    return false;
  }
}
