package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.identity.IdentityCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes edges fall, for all leaves alike. Commands stand in one log, in one order, for good. A
 * command that says what is in force already changes nothing.
 */
public sealed interface Command extends Sent {
  /** The identifiers that it names. */
  List<Identifier> named();

  /**
   * What it tells the leaves that it names.
   *
   * @param seq its place in the log, from 1
   * @param order how it was given; null where nobody asks for that
   */
  default List<LoopMessage> triggers(long seq, @Nullable IdentityCommand order) {
    return named().stream()
        .<LoopMessage>map(to -> new LoopMessage.Trigger(to, seq, order))
        .toList();
  }

  /**
   * No edge of it holds.
   *
   * @param id the identifier
   */
  record Blocked(Identifier id) implements Command {
    /** It is kept for ever. */
    public Blocked {
      id = id.toBeKept();
    }

    @Override
    public List<Identifier> named() {
      return List.of(id);
    }
  }

  /**
   * The edge between the two does not hold.
   *
   * @param one an identifier
   * @param other the other
   */
  record Cut(Identifier one, Identifier other) implements Command {
    /** It is kept for ever. */
    public Cut {
      one = one.toBeKept();
      other = other.toBeKept();
    }

    @Override
    public List<Identifier> named() {
      return List.of(one, other);
    }
  }

  /**
   * What was seen of it up to then is no longer known: neither what it did, nor with whom.
   *
   * @param id the identifier
   * @param upTo the last time that is erased, in milliseconds since 1970
   */
  record Erased(Identifier id, long upTo) implements Command {
    /** It is kept for ever. */
    public Erased {
      id = id.toBeKept();
    }

    @Override
    public List<Identifier> named() {
      return List.of(id);
    }
  }

  /**
   * Of its edges to userIds only proven ones hold: it would join several, not all by proof.
   *
   * @param id the identifier
   */
  record Doubted(Identifier id) implements Command {
    /** It is kept for ever. */
    public Doubted {
      id = id.toBeKept();
    }

    @Override
    public List<Identifier> named() {
      return List.of(id);
    }
  }

  /**
   * The edge between the two holds only if it is proven: without, it would make one of two known
   * customers.
   *
   * @param one an identifier
   * @param other the other
   */
  record LinkDoubted(Identifier one, Identifier other) implements Command {
    /** It is kept for ever. */
    public LinkDoubted {
      one = one.toBeKept();
      other = other.toBeKept();
    }

    @Override
    public List<Identifier> named() {
      return List.of(one, other);
    }
  }
}
