package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.Told.Delta;
import io.rtoto.jobs.identity.protocol.Told.Put;
import io.rtoto.jobs.identity.protocol.Told.Retract;
import io.rtoto.schemas.Identifier;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * The leaves of one customer and what each contributes. Bounded by {@link Limits#members}, but for
 * the time that a cut takes.
 *
 * @param <C> what a leaf contributes
 * @param byLeaf by the leaf, strongest first
 */
public record Members<C>(NavigableMap<Identifier, Member<C>> byLeaf) {

  /**
   * A leaf of the customer.
   *
   * @param <C> what it contributes
   * @param contribution what it contributes
   * @param edges its edges, strongest first, as far as the customer was told
   */
  public record Member<C>(C contribution, List<Edge> edges) {}

  /** A customer without leaves. */
  public static <C> Members<C> none() {
    return new Members<>(new TreeMap<>());
  }

  /** With all that the leaf contributes, in place of what it contributed before. */
  public Members<C> put(Put put, C contribution) {
    return with(put.leaf(), new Member<>(contribution, put.edges()));
  }

  /** With what the leaf contributes in addition. */
  public Members<C> add(Delta delta, C contribution, BinaryOperator<C> merge) {
    Member<C> known = byLeaf.get(delta.leaf());
    if (known == null) {
      return with(delta.leaf(), new Member<>(contribution, delta.edges()));
    }
    List<Edge> edges = known.edges();
    for (Edge edge : delta.edges()) {
      edges = Edges.with(edge, edges);
    }
    return with(delta.leaf(), new Member<>(merge.apply(known.contribution(), contribution), edges));
  }

  /** Without the leaf. */
  public Members<C> retract(Retract retract) {
    NavigableMap<Identifier, Member<C>> fewer = new TreeMap<>(byLeaf);
    fewer.remove(retract.leaf());
    return new Members<>(fewer);
  }

  /** What all of them contribute. */
  public C fold(C nothing, BinaryOperator<C> merge) {
    C all = nothing;
    for (Member<C> member : byLeaf.values()) {
      all = merge.apply(all, member.contribution());
    }
    return all;
  }

  /** How they hang together. */
  public Component component() {
    NavigableMap<Identifier, List<Edge>> edges = new TreeMap<>();
    byLeaf.forEach((leaf, member) -> edges.put(leaf, member.edges()));
    return new Component(edges);
  }

  private Members<C> with(Identifier leaf, Member<C> member) {
    NavigableMap<Identifier, Member<C>> more = new TreeMap<>(byLeaf);
    more.put(leaf, member);
    return new Members<>(more);
  }
}
