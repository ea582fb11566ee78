package io.rtoto.jobs.identity.protocol;

import static java.util.Comparator.reverseOrder;

import io.rtoto.jobs.identity.protocol.Command.Cut;
import io.rtoto.jobs.identity.protocol.Command.LinkDoubted;
import io.rtoto.schemas.Identifier;
import java.util.Comparator;

/**
 * An edge, seen from outside.
 *
 * @param one the stronger end
 * @param other the weaker end
 * @param proven whether it was seen by proof
 * @param seenAt when the two were last seen together, in milliseconds since 1970
 */
record Bond(Identifier one, Identifier other, boolean proven, long seenAt) {
  /** Without proof, between weak names, long ago. */
  static final Comparator<Bond> WEAKEST_FIRST =
      Comparator.comparing(Bond::proven)
          .thenComparing(bond -> bond.other.rank(), reverseOrder())
          .thenComparing(bond -> bond.one.rank(), reverseOrder())
          .thenComparingLong(Bond::seenAt)
          .thenComparing(Bond::one)
          .thenComparing(Bond::other);

  static Bond of(Identifier from, Edge edge) {
    Identifier to = edge.to();
    return from.compareTo(to) < 0
        ? new Bond(from, to, edge.isProven(), edge.seenAt())
        : new Bond(to, from, edge.isProven(), edge.seenAt());
  }

  Bond or(Bond same) {
    return new Bond(one, other, proven || same.proven, Math.max(seenAt, same.seenAt));
  }

  Identifier beyond(Identifier end) {
    return end.equals(one) ? other : one;
  }

  Cut cut() {
    return new Cut(one, other);
  }

  LinkDoubted doubt() {
    return new LinkDoubted(one, other);
  }
}
