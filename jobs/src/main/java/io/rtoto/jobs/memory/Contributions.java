package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.jobs.identity.protocol.Component;
import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.jobs.identity.protocol.Edges;
import io.rtoto.jobs.identity.protocol.Members;
import io.rtoto.jobs.identity.protocol.Told;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Identifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * <p>Where a single identifier contributes anything the memory is its contribution, and is kept
 * once: whoever is signed in names the browser as well each time, which adds nothing by itself.
 */
public final class Contributions {
  /** After so many additions, what was added is put where it belongs. */
  private static final int MOST_APART = 16;

  private final MapState<String, Member> byLeaf;
  private final ListState<Member> added;

  /**
   * An identifier of a customer.
   *
   * @param leaf the identifier
   * @param contribution what it contributes
   * @param edges with whom it was seen, as far as was told
   */
  public record Member(Identifier leaf, CustomerMemory contribution, List<Edge> edges) {
    Member with(Member more) {
      return new Member(leaf, contribution.merge(more.contribution), shown(edges, more.edges));
    }

    private boolean contributes() {
      return !contribution.equals(CustomerMemory.of(leaf));
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
   * @param only the only identifier that contributes anything, whose contribution is the memory but
   *     for the names of the others; null when several do, or there is none
   * @param edges with whom that one was seen: who is still to come may not know it as well
   * @param apart how much was added since it was put where it belongs: events, and what was said
   *     and noticed, which goes on where nobody does anything
   */
  public record Fold(
      CustomerMemory memory, @Nullable Identifier only, List<Edge> edges, int apart) {
    /** Of a customer without an identifier. */
    public static final Fold NOTHING = new Fold(CustomerMemory.EMPTY, null, List.of());

    /** Where nothing was added since. */
    public Fold(CustomerMemory memory, @Nullable Identifier only, List<Edge> edges) {
      this(memory, only, edges, 0);
    }

    /** Puts a default where an older state lacks a field. */
    public Fold {
      edges = requireNonNullElse(edges, List.of());
    }

    private static Fold of(Member member) {
      return new Fold(member.contribution(), member.leaf(), member.edges());
    }

    /** Whether no identifier is the customer's. */
    public boolean isNothing() {
      return memory.identifiers().isEmpty();
    }

    /** Whether several identifiers are the customer's. */
    public boolean hasSeveral() {
      return memory.identifiers().size() > 1;
    }

    private boolean isOf(Identifier leaf) {
      return leaf.equals(only);
    }

    /** What the only identifier that contributes anything does. */
    private Member member(Identifier leaf) {
      return new Member(leaf, memory.under(leaf), edges);
    }
  }

  /** Whether the identifier is one of the customer's. */
  public boolean has(Identifier leaf, Fold fold) throws Exception {
    return fold.isOf(leaf) || (fold.hasSeveral() && byLeaf.contains(leaf.key()));
  }

  /** With the change made to what that identifier contributes, which must be a merge. */
  public Fold change(Identifier leaf, Fold before, Change change) throws Exception {
    return change(leaf, List.of(), before, change);
  }

  /** The same, and with edges that the identifier knows better, or knows now. */
  public Fold change(Identifier leaf, List<Edge> shown, Fold before, Change change)
      throws Exception {
    if (before.isOf(leaf)) {
      return new Fold(change.to(before.memory()), leaf, shown(before.edges(), shown));
    }
    Member more = new Member(leaf, change.to(CustomerMemory.of(leaf)), shown);
    if (before.only() == null && has(leaf, before)) {
      added.add(more);
      int apart = (before.apart() + 1) % MOST_APART;
      if (apart == 0) {
        settle();
      }
      return new Fold(change.to(before.memory()), null, List.of(), apart);
    }
    Member known = before.isNothing() ? null : byLeaf.get(leaf.key());
    return put(known == null ? more : known.with(more), before);
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
    if (before.isNothing() || (before.isOf(member.leaf()) && !before.hasSeveral())) {
      return Fold.of(member);
    }
    Map<Identifier, Member> stored = stored();
    Map<Identifier, Member> members = members(before, stored);
    members.put(member.leaf(), member);
    return keep(members, stored);
  }

  /** Without what the identifier contributed. */
  public Fold retract(Identifier leaf, Fold before) throws Exception {
    if (!has(leaf, before)) {
      return before;
    }
    if (!before.hasSeveral()) {
      return Fold.NOTHING;
    }
    Map<Identifier, Member> stored = stored();
    Map<Identifier, Member> members = members(before, stored);
    members.remove(leaf);
    return keep(members, stored);
  }

  /** What that identifier contributes; nothing when it is not the customer's. */
  public CustomerMemory of(Identifier leaf, Fold fold) throws Exception {
    if (fold.isOf(leaf)) {
      return fold.member(leaf).contribution();
    }
    settle();
    Member member = byLeaf.get(leaf.key());
    return member == null ? CustomerMemory.EMPTY : member.contribution();
  }

  /** How the identifiers hang together. */
  public Component component(Fold fold) throws Exception {
    Members<CustomerMemory> members = Members.none();
    for (Member one : members(fold, stored()).values()) {
      members = members.put(new Told.Put(one.leaf(), one.leaf(), one.edges()), one.contribution());
    }
    return members.component();
  }

  private Map<Identifier, Member> stored() throws Exception {
    settle();
    Map<Identifier, Member> stored = new HashMap<>();
    byLeaf.values().forEach(member -> stored.put(member.leaf(), member));
    return stored;
  }

  /** All of them, strongest first. */
  private static Map<Identifier, Member> members(Fold fold, Map<Identifier, Member> stored) {
    Map<Identifier, Member> members = new TreeMap<>(stored);
    if (fold.only() != null) {
      members.put(fold.only(), fold.member(fold.only()));
    }
    return members;
  }

  private Fold keep(Map<Identifier, Member> members, Map<Identifier, Member> stored)
      throws Exception {
    Member only = only(members);
    CustomerMemory all = CustomerMemory.EMPTY;
    for (Member member : members.values()) {
      all = all.merge(member.contribution());
      if (!member.equals(only) && !member.equals(stored.get(member.leaf()))) {
        byLeaf.put(member.leaf().key(), member);
      }
    }
    for (Identifier leaf : stored.keySet()) {
      if (!members.containsKey(leaf) || (only != null && leaf.equals(only.leaf()))) {
        byLeaf.remove(leaf.key());
      }
    }
    return only == null ? new Fold(all, null, List.of()) : new Fold(all, only.leaf(), only.edges());
  }

  /** The only one that contributes anything, or the strongest of those who contribute nothing. */
  private static @Nullable Member only(Map<Identifier, Member> members) {
    List<Member> contributors = members.values().stream().filter(Member::contributes).toList();
    if (contributors.isEmpty()) {
      return members.values().iterator().next();
    }
    return contributors.size() == 1 ? contributors.get(0) : null;
  }

  /**
   * Puts what was added to each identifier's contribution. Until somebody asks for those it is kept
   * apart: to write the little that an event adds costs less than to read and to write all.
   */
  private void settle() throws Exception {
    Map<String, Member> apart = new HashMap<>();
    for (Member more : added.get()) {
      apart.merge(more.leaf().key(), more, Member::with);
    }
    for (Map.Entry<String, Member> more : apart.entrySet()) {
      Member member = byLeaf.get(more.getKey());
      byLeaf.put(more.getKey(), member == null ? more.getValue() : member.with(more.getValue()));
    }
    if (!apart.isEmpty()) {
      added.clear();
    }
  }
}
