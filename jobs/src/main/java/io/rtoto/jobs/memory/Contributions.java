package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.jobs.identity.protocol.Component;
import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.jobs.identity.protocol.Edges;
import io.rtoto.jobs.identity.protocol.Members;
import io.rtoto.jobs.identity.protocol.Told;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what each identifier of a customer contributes to the memory, so that it can leave with
 * its own; forgets it when it leaves.
 *
 * <p>Of a customer of a single identifier the memory is the contribution, and is kept once.
 */
public final class Contributions {
  /** After so many events of a customer, what was added is put where it belongs. */
  private static final int EVENTS_APART = 16;

  private final MapState<String, Member> byLeaf;
  private final ListState<Member> added;

  /**
   * An identifier of a customer that has several.
   *
   * @param leaf the identifier
   * @param contribution what it contributes
   * @param edges with whom it was seen, as far as was told when it came
   */
  public record Member(Identifier leaf, CustomerMemory contribution, List<Edge> edges) {
    Member with(Member more) {
      return new Member(leaf, contribution.merge(more.contribution), shown(edges, more.edges));
    }
  }

  private Contributions(MapState<String, Member> byLeaf, ListState<Member> added) {
    this.byLeaf = byLeaf;
    this.added = added;
  }

  /** Kept in the state of that context. */
  public static Contributions in(RuntimeContext context) {
    return new Contributions(
        context.getMapState(
            new MapStateDescriptor<>("contributions", Types.STRING, RecordTypes.of(Member.class))),
        context.getListState(
            new ListStateDescriptor<>("contributions-added", RecordTypes.of(Member.class))));
  }

  /**
   * A customer's memory.
   *
   * @param memory the fold of all contributions
   * @param only the identifier whose contribution it is; null when there are several, or none
   * @param edges with whom that one was seen: who is still to come may not know it as well
   */
  public record Fold(CustomerMemory memory, @Nullable Identifier only, List<Edge> edges) {
    /** Of a customer without an identifier. */
    public static final Fold NOTHING = new Fold(CustomerMemory.EMPTY, null, List.of());

    /** Puts a default where an older state lacks a field. */
    public Fold {
      edges = requireNonNullElse(edges, List.of());
    }

    private static Fold of(Member member) {
      return new Fold(member.contribution(), member.leaf(), member.edges());
    }

    private static Fold ofSeveral(CustomerMemory memory) {
      return new Fold(memory, null, List.of());
    }

    /** Whether no identifier is the customer's. */
    public boolean isNothing() {
      return only == null && memory.identifiers().isEmpty();
    }
  }

  /** Whether the identifier is one of the customer's. */
  public boolean has(Identifier leaf, Fold fold) throws Exception {
    return fold.only() == null ? byLeaf.contains(key(leaf)) : fold.only().equals(leaf);
  }

  /** With the change made to what that identifier contributes, which must be a merge. */
  public Fold change(Identifier leaf, Fold before, Change change) throws Exception {
    return change(leaf, List.of(), before, change);
  }

  /** The same, and with edges that the identifier knows better, or knows now. */
  public Fold change(Identifier leaf, List<Edge> shown, Fold before, Change change)
      throws Exception {
    if (leaf.equals(before.only())) {
      return Fold.of(new Member(leaf, change.to(before.memory()), shown(before.edges(), shown)));
    }
    Member more = new Member(leaf, change.to(CustomerMemory.of(leaf)), shown);
    if (before.only() != null || !byLeaf.contains(key(leaf))) {
      return put(more, before);
    }
    added.add(more);
    CustomerMemory memory = change.to(before.memory());
    if (memory.events() % EVENTS_APART == 0) {
      settle();
    }
    return Fold.ofSeveral(memory);
  }

  /**
   * Puts what was added to each identifier's contribution. Until somebody asks for those it is kept
   * apart: to write the little that an event adds costs less than to read and to write all.
   */
  private void settle() throws Exception {
    boolean any = false;
    for (Member more : added.get()) {
      String key = key(more.leaf());
      Member member = byLeaf.get(key);
      byLeaf.put(key, member == null ? more : member.with(more));
      any = true;
    }
    if (any) {
      added.clear();
    }
  }

  private static List<Edge> shown(List<Edge> edges, List<Edge> shown) {
    List<Edge> known = edges;
    for (Edge edge : shown) {
      known = Edges.with(edge, known);
    }
    return known;
  }

  /** A merge with something, the same whatever it is made to. */
  @FunctionalInterface
  public interface Change {
    /** That, changed. */
    CustomerMemory to(CustomerMemory memory);
  }

  /** With this in the place of whatever the identifier contributed before. */
  public Fold put(Member member, Fold before) throws Exception {
    Identifier only = before.only();
    if (before.isNothing() || member.leaf().equals(only)) {
      return Fold.of(member);
    }
    settle();
    if (only != null) {
      byLeaf.put(key(only), new Member(only, before.memory(), before.edges()));
    }
    byLeaf.put(key(member.leaf()), member);
    return Fold.ofSeveral(all());
  }

  /** How the identifiers hang together; of a single one there is nothing to tell. */
  public Component component() throws Exception {
    settle();
    Members<CustomerMemory> members = Members.none();
    for (Member one : byLeaf.values()) {
      members = members.put(new Told.Put(one.leaf(), one.leaf(), one.edges()), one.contribution());
    }
    return members.component();
  }

  /** Without what the identifier contributed. */
  public Fold retract(Identifier leaf, Fold before) throws Exception {
    if (before.only() != null) {
      return leaf.equals(before.only()) ? Fold.NOTHING : before;
    }
    settle();
    byLeaf.remove(key(leaf));
    List<Member> left = new ArrayList<>();
    byLeaf.values().forEach(left::add);
    if (left.size() != 1) {
      return Fold.ofSeveral(all());
    }
    byLeaf.clear();
    return Fold.of(left.get(0));
  }

  /** What that identifier contributes; nothing when it is not the customer's. */
  public CustomerMemory of(Identifier leaf, Fold fold) throws Exception {
    if (leaf.equals(fold.only())) {
      return fold.memory();
    }
    settle();
    Member member = byLeaf.get(key(leaf));
    return member == null ? CustomerMemory.EMPTY : member.contribution();
  }

  private CustomerMemory all() throws Exception {
    CustomerMemory all = CustomerMemory.EMPTY;
    for (Member member : byLeaf.values()) {
      all = all.merge(member.contribution());
    }
    return all;
  }

  private static String key(Identifier leaf) {
    return leaf.typeName() + ":" + leaf.hash();
  }
}
