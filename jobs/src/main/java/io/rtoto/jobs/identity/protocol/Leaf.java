package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one identifier, beside its contribution. It is state: fields may be added,
 * and none may change its type.
 *
 * @param id the identifier
 * @param edges with whom it was seen, strongest first; one more than {@linkplain Limits#neighbours
 *     the limit} at most. Edges that fell are forgotten
 * @param userIds the distinct userIds that it joins, itself included if it is one, strongest first;
 *     one more than {@linkplain Limits#userIds the limit} at most, never forgotten
 * @param seenUnproven whether it was ever seen with a userId without proof
 * @param epoch how many commands the label takes account of
 * @param label the strongest identifier that it has heard of: the customer that it belongs to
 * @param exposed the customer that it has told its contribution; null before it has told one
 * @param blockAnnounced whether it has asked to be blocked
 * @param doubtAnnounced whether it has asked to be doubted
 * @param erasedUpTo what happened up to then is erased, in milliseconds since 1970; {@link
 *     Edge#NEVER} before the first erasure
 */
public record Leaf(
    Identifier id,
    List<Edge> edges,
    List<Identifier> userIds,
    boolean seenUnproven,
    long epoch,
    Identifier label,
    @Nullable Identifier exposed,
    boolean blockAnnounced,
    boolean doubtAnnounced,
    long erasedUpTo) {

  /** An identifier that nothing is known of. */
  public static Leaf of(Identifier id) {
    List<Identifier> userIds = Edge.isUser(id) ? List.of(id) : List.of();
    return new Leaf(id, List.of(), userIds, false, 0, id, null, false, false, Edge.NEVER);
  }

  /** Whether there is nothing to undo. */
  boolean isUnknown() {
    return edges.isEmpty() && epoch == 0 && exposed == null;
  }

  /** Whether its label names another customer than the one that was told. */
  public boolean isToBeExposed() {
    return !label.equals(exposed);
  }
}
