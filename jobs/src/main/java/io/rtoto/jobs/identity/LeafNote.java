package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.jobs.identity.protocol.Leaf;
import io.rtoto.schemas.Identifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one identifier besides its contribution: most events do not change it. It is
 * state: fields may be added, and none may change its type.
 *
 * @param leaf with whom it was seen, and to which customer it belongs; null where that is {@code
 *     own}
 * @param customerId the customer that it was exposed to; empty before
 * @param linksShown of how many links to weaker identifiers it is known which event showed them
 * @param own the same of most that events come under, in half the space; else null
 */
public record LeafNote(@Nullable Leaf leaf, String customerId, int linksShown, @Nullable Own own) {

  /**
   * An identifier that is its own customer's, and that has nothing to tell but with whom it was
   * seen.
   *
   * @param id the identifier
   * @param edges with whom it was seen
   */
  public record Own(Identifier id, List<Edge> edges) {
    private Leaf leaf() {
      Leaf blank = Leaf.of(id);
      return new Leaf(
          id,
          edges,
          blank.userIds(),
          blank.seenUnproven(),
          blank.epoch(),
          id,
          id,
          blank.blockAnnounced(),
          blank.doubtAnnounced(),
          blank.erasedUpTo());
    }
  }

  static LeafNote of(LeafMemory memory) {
    Leaf leaf = memory.leaf();
    Own own = new Own(leaf.id(), leaf.edges());
    return own.leaf().equals(leaf)
        ? new LeafNote(null, memory.customerId(), memory.linksShown(), own)
        : new LeafNote(leaf, memory.customerId(), memory.linksShown(), null);
  }

  /** With whom it was seen, and to which customer it belongs. */
  Leaf whole() {
    return own == null ? Objects.requireNonNull(leaf) : own.leaf();
  }
}
