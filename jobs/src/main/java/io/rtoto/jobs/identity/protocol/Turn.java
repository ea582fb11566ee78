package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.Command.Blocked;
import io.rtoto.jobs.identity.protocol.Command.Doubted;
import io.rtoto.jobs.identity.protocol.LoopMessage.Label;
import io.rtoto.jobs.identity.protocol.LoopMessage.Notice;
import io.rtoto.jobs.identity.protocol.Told.Absent;
import io.rtoto.jobs.identity.protocol.Told.Delta;
import io.rtoto.jobs.identity.protocol.Told.Put;
import io.rtoto.jobs.identity.protocol.Told.Retract;
import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A leaf while it acts on one message. */
final class Turn {
  private final Leaf before;
  private final Identifier id;
  private final Commands commands;
  private final Limits limits;
  private final List<Sent> sent = new ArrayList<>();

  /** Whom the label is to be told, though it may not have changed. */
  private final List<Identifier> toBeTold = new ArrayList<>();

  /** Who is stronger and was not known before. */
  private final List<Identifier> met = new ArrayList<>();

  private List<Edge> edges;
  private List<Identifier> userIds;
  private boolean seenUnproven;
  private long epoch;
  private Identifier label;
  private @Nullable Identifier exposed;
  private boolean blockAnnounced;
  private boolean doubtAnnounced;
  private long erasedUpTo;

  /**
   * Who told the label that was adopted. Only as long as the epoch stays: who told a later epoch
   * may have been rolled back since, and not come to it again.
   */
  private @Nullable Identifier knowsAlready;

  private boolean customerIsToKnow;

  Turn(Leaf leaf, Commands commands, Limits limits) {
    this.before = leaf;
    this.id = leaf.id();
    this.commands = commands;
    this.limits = limits;
    edges = leaf.edges();
    userIds = leaf.userIds();
    seenUnproven = leaf.seenUnproven();
    epoch = leaf.epoch();
    label = leaf.label();
    exposed = leaf.exposed();
    blockAnnounced = leaf.blockAnnounced();
    doubtAnnounced = leaf.doubtAnnounced();
    erasedUpTo = leaf.erasedUpTo();
  }

  /**
   * Whom it was seen with reaches it by that edge: who is stronger is believed at once, without the
   * way over the loop. Only when the two meet: an edge that is known has told its label over the
   * loop, and what comes by the loop comes in the same order again after a crash, see {@link #end}.
   * And not where an order is awaited that may fell the edge.
   */
  void see(Sighting sighting) {
    for (Identifier other : sighting.others()) {
      if (other.equals(id) || awaitsItsBlock()) {
        continue;
      }
      boolean meet = Edges.to(other, edges) == null;
      boolean holds = learn(Edge.seen(other, sighting.at(), sighting.proven()), false);
      if (meet && holds && other.compareTo(id) < 0) {
        met.add(other);
        if (other.compareTo(label) < 0 && !awaitsAnOrder()) {
          adopt(epoch, other);
        }
      }
    }
  }

  void count(Sighting sighting) {
    if (sighting.at() <= Math.max(erasedUpTo, commands.erasedUpTo(id))) {
      return;
    }
    if (exposed == null) {
      expose();
    }
    List<Edge> shown = new ArrayList<>();
    for (Identifier other : sighting.others()) {
      Edge edge = Edges.to(other, edges);
      if (edge != null) {
        shown.add(edge);
      }
    }
    sent.add(new Delta(Objects.requireNonNull(exposed), id, shown));
  }

  /** Nobody's yet, and without an edge by which it could become somebody's. */
  void exist() {
    if (exposed == null && edges.isEmpty()) {
      expose();
    }
  }

  /** A command that is not known yet may have felled the edge that the message came by. */
  boolean isTooEarlyFor(LoopMessage message) {
    return message.seq() > commands.position() || (message instanceof Label && awaitsItsBlock());
  }

  void putBack(LoopMessage message) {
    sent.add(message);
  }

  void hear(LoopMessage message) {
    if (message instanceof Label told) {
      hear(told);
    } else if (message instanceof Notice notice) {
      if (!before.isUnknown()) {
        hear(notice);
      }
    } else {
      // Also where nothing is known: before a crash, something may have been.
      obey();
    }
  }

  /** The label is itself a sighting: it may come before the event of which it tells. */
  private void hear(Label told) {
    if (told.from().equals(id) || !learn(told.edge(), true)) {
      return;
    }
    if (isInDoubt(Edges.to(told.from(), edges))) {
      putBack(told);
      return;
    }
    Identifier stronger = strongest(id, told.label());
    if (told.epoch() > epoch) {
      adopt(told.epoch(), stronger);
    } else if (told.epoch() == epoch && stronger.compareTo(label) < 0) {
      adopt(epoch, stronger);
      knowsAlready = told.from();
    }
  }

  /**
   * The notice may be of an attempt that was rolled back, in which case the other end still has the
   * edge; or the edge may hold by what was seen since, in which case it may lack it. Either way it
   * is to hear how this end sees it.
   */
  private void hear(Notice notice) {
    Edge edge = Edges.to(notice.from(), edges);
    if (edge != null) {
      long felledBy = commands.felledBy(id, edge);
      if (felledBy > 0) {
        fall(edge.to(), felledBy);
      } else {
        toBeTold.add(edge.to());
      }
    }
    adoptOwn(notice.seq());
  }

  private void obey() {
    for (Edge edge : before.edges()) {
      long seq = commands.felledBy(id, edge);
      if (seq > 0) {
        fall(edge.to(), seq);
      } else if (commands.isDoubted(id, edge.to())) {
        // The customer asked for it without having heard of the proof.
        customerIsToKnow = true;
      }
    }
    if (commands.isDoubted(id)) {
      // What was in doubt until now, and holds, was not told a label.
      edges.stream().filter(Edge::leadsToUser).map(Edge::to).forEach(toBeTold::add);
    }
    long upTo = commands.erasedUpTo(id);
    if (upTo > erasedUpTo) {
      erasedUpTo = upTo;
      customerIsToKnow = true;
    }
  }

  void expose() {
    if (label.equals(exposed)) {
      return;
    }
    if (exposed != null) {
      sent.add(new Retract(exposed, id));
    }
    exposed = label;
    sent.add(new Put(label, id, edges));
  }

  /**
   * Takes note of an edge, and tells whether it holds. An edge that does not hold and is not known
   * is passed over in silence: who holds it has told a label over it, and that is answered.
   */
  private boolean learn(Edge seen, boolean byLabel) {
    count(seen);
    Edge known = Edges.to(seen.to(), edges);
    Edge now = known == null ? seen : known.with(seen);
    long felledBy = commands.felledBy(id, now);
    if (felledBy > 0) {
      if (known != null || byLabel) {
        fall(now.to(), felledBy);
      }
      return false;
    }
    if (!now.equals(known)) {
      edges = Edges.with(now, edges);
      if (known == null || commands.felledBy(id, known) > 0) {
        toBeTold.add(now.to());
      }
      if (edges.size() > limits.neighbours()) {
        announceBlock();
      }
    }
    return true;
  }

  private void count(Edge seen) {
    if (!seen.leadsToUser()) {
      return;
    }
    int limit = limits.userIds(id);
    if (userIds.size() > limit) {
      // They may be from when more were allowed.
      announceBlock();
      return;
    }
    if (!userIds.contains(seen.to())) {
      userIds = Edges.with(seen.to(), userIds);
    }
    seenUnproven |= seen.provenAt() < seen.seenAt();
    if (userIds.size() > limit) {
      announceBlock();
    }
    if (userIds.size() > 1 && seenUnproven && !doubtAnnounced && !commands.isDoubted(id)) {
      doubtAnnounced = true;
      sent.add(new Doubted(id));
    }
  }

  private void announceBlock() {
    if (!blockAnnounced && !commands.isBlocked(id)) {
      blockAnnounced = true;
      sent.add(new Blocked(id));
    }
  }

  /** It will be blocked: what it would learn until then would only have to be taken back. */
  private boolean awaitsItsBlock() {
    return blockAnnounced && !commands.isBlocked(id);
  }

  /**
   * Whether the edge falls as soon as the doubt that was asked for is ordered, unless it is proven
   * by then: two known customers are not to be one in the meantime.
   */
  private boolean isInDoubt(@Nullable Edge edge) {
    return edge != null
        && edge.leadsToUser()
        && edge.provenAt() == Edge.NEVER
        && doubtAnnounced
        && !commands.isDoubted(id);
  }

  /** What holds now may fall as soon as what it asked for is ordered. */
  private boolean awaitsAnOrder() {
    return awaitsItsBlock() || (doubtAnnounced && !commands.isDoubted(id));
  }

  /** Both ends of an edge that falls go on to the epoch of the command. */
  private void fall(Identifier other, long seq) {
    List<Edge> fewer = Edges.without(other, edges);
    customerIsToKnow |= fewer.size() < edges.size();
    edges = fewer;
    sent.add(new Notice(other, id, seq));
    adoptOwn(seq);
  }

  private void adoptOwn(long seq) {
    if (seq > epoch) {
      adopt(seq, id);
    }
  }

  private void adopt(long newEpoch, Identifier newLabel) {
    epoch = newEpoch;
    label = newLabel;
  }

  private static Identifier strongest(Identifier one, Identifier other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  Step end() {
    boolean changed = epoch != before.epoch() || !label.equals(before.label());
    for (Edge edge : edges) {
      boolean news = changed && !edge.to().equals(knowsAlready);
      if ((news || toBeTold.contains(edge.to()))
          && !isInDoubt(edge)
          && commands.felledBy(id, edge) == 0) {
        sent.add(new Label(edge.to(), id, edge.seenAt(), edge.provenAt(), epoch, label));
      }
    }
    if (customerIsToKnow && exposed != null) {
      sent.add(new Put(exposed, id, edges));
    }
    for (Identifier other : met) {
      // Before a crash the two may have met first, and this leaf have been the other's customer's;
      // what the loop has told since is there already now, and would leave that customer as it was.
      if (!other.equals(label) && !other.equals(exposed)) {
        sent.add(new Absent(other, id));
      }
    }
    Leaf after =
        new Leaf(
            id,
            edges,
            userIds,
            seenUnproven,
            epoch,
            label,
            exposed,
            blockAnnounced,
            doubtAnnounced,
            erasedUpTo);
    return new Step(after.equals(before) ? before : after, sent);
  }
}
