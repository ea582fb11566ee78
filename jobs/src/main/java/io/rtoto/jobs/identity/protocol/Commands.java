package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.Command.Blocked;
import io.rtoto.jobs.identity.protocol.Command.Cut;
import io.rtoto.jobs.identity.protocol.Command.Doubted;
import io.rtoto.jobs.identity.protocol.Command.Erased;
import io.rtoto.jobs.identity.protocol.Command.LinkDoubted;
import io.rtoto.schemas.Identifier;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers all commands up to a place in their log, by whom they name, and forgets none: it grows
 * with the identifiers and edges that are blocked, cut, doubted or erased.
 *
 * <p>An edge falls by a command, and rises again only by what is seen later than what was erased,
 * or by proof. Not for several threads.
 */
public final class Commands {
  private static final Erasure NOTHING_ERASED = new Erasure(Edge.NEVER, 0);

  private final Map<Identifier, Placed> blocked = new HashMap<>();
  private final Map<Identifier, Placed> doubted = new HashMap<>();
  private final Map<Identifier, Erasure> erased = new HashMap<>();
  private final Map<Pair, Placed> cut = new HashMap<>();
  private final Map<Pair, Placed> doubtedLinks = new HashMap<>();
  private long position;
  private int count;

  /**
   * A command at its place in the log.
   *
   * @param seq its place, from 1
   * @param command the command
   */
  public record Placed(long seq, Command command) {}

  /** The two ends of an edge, the stronger first. */
  private record Pair(Identifier one, Identifier other) {
    static Pair of(Identifier one, Identifier other) {
      return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
    }
  }

  private record Erasure(long upTo, long seq) {
    Erasure or(Erasure other) {
      return other.upTo > upTo ? other : this;
    }

    /** The command, where it erased that time; 0 where it did not. */
    long seqIfErased(long at) {
      return at <= upTo ? seq : 0;
    }
  }

  /** The place of the last command that is known; 0 before the first. */
  public long position() {
    return position;
  }

  /** How many were taken. */
  public int count() {
    return count;
  }

  /**
   * Takes the next command.
   *
   * @return whether it is the next: one that is known already is passed over
   */
  public boolean append(Placed placed) {
    long seq = placed.seq();
    if (seq <= position) {
      return false;
    }
    position = seq;
    count++;
    Command command = placed.command();
    if (command instanceof Blocked block) {
      blocked.putIfAbsent(block.id(), placed);
    } else if (command instanceof Doubted doubt) {
      doubted.putIfAbsent(doubt.id(), placed);
    } else if (command instanceof Cut pair) {
      cut.putIfAbsent(Pair.of(pair.one(), pair.other()), placed);
    } else if (command instanceof LinkDoubted pair) {
      doubtedLinks.putIfAbsent(Pair.of(pair.one(), pair.other()), placed);
    } else if (command instanceof Erased erasure) {
      erased.merge(erasure.id(), new Erasure(erasure.upTo(), seq), Erasure::or);
    }
    return true;
  }

  /** Whether no edge of the identifier holds. */
  public boolean isBlocked(Identifier id) {
    return blocked.containsKey(id);
  }

  /** Whether of its edges to userIds only proven ones hold. */
  public boolean isDoubted(Identifier id) {
    return doubted.containsKey(id);
  }

  /** Whether the edge between the two holds only if it is proven, whatever their types. */
  public boolean isDoubted(Identifier one, Identifier other) {
    return doubtedLinks.containsKey(Pair.of(one, other));
  }

  /** The last time that is erased of the identifier; {@link Edge#NEVER}, if nothing is. */
  public long erasedUpTo(Identifier id) {
    return erased.getOrDefault(id, NOTHING_ERASED).upTo();
  }

  /**
   * The command by which the edge fell, or a later one by which it would have; 0 if it holds.
   *
   * @param from the identifier whose edge it is
   */
  public long felledBy(Identifier from, Edge edge) {
    if (position == 0) {
      return 0;
    }
    Identifier to = edge.to();
    Erasure near = erased.getOrDefault(from, NOTHING_ERASED);
    Erasure far = erased.getOrDefault(to, NOTHING_ERASED);
    long seq = Math.max(seq(blocked.get(from)), seq(blocked.get(to)));
    seq = Math.max(seq, seq(cut.get(Pair.of(from, to))));
    seq = Math.max(seq, near.seqIfErased(edge.seenAt()));
    seq = Math.max(seq, far.seqIfErased(edge.seenAt()));
    if (edge.provenAt() <= Math.max(near.upTo(), far.upTo())) {
      long doubt = doubt(from, to);
      if (doubt > 0) {
        seq = Math.max(seq, doubt);
        seq = Math.max(seq, near.seqIfErased(edge.provenAt()));
        seq = Math.max(seq, far.seqIfErased(edge.provenAt()));
      }
    }
    return seq;
  }

  private long doubt(Identifier from, Identifier to) {
    long seq = seq(doubtedLinks.get(Pair.of(from, to)));
    seq = Math.max(seq, Edge.isUser(to) ? seq(doubted.get(from)) : 0);
    return Math.max(seq, Edge.isUser(from) ? seq(doubted.get(to)) : 0);
  }

  private static long seq(@Nullable Placed placed) {
    return placed == null ? 0 : placed.seq();
  }
}
