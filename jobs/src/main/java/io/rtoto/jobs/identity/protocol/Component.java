package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.Command.Blocked;
import io.rtoto.schemas.Identifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How the identifiers of one customer hang together, as far as they told, and where to part them.
 */
public final class Component {
  /** A cut that parts fewer than this part of what is allowed would have to be made too often. */
  private static final int SMALLEST_PART = 10;

  /** By the identifier, strongest first; each bond stands at both of its ends. */
  private final NavigableMap<Identifier, List<Bond>> bonds = new TreeMap<>();

  /**
   * The component of those identifiers.
   *
   * @param edges by identifier, what it told of its edges; those that lead out are left aside
   */
  Component(NavigableMap<Identifier, List<Edge>> edges) {
    Map<Identifier, NavigableMap<Identifier, Bond>> joined = new HashMap<>();
    edges.forEach(
        (from, own) -> {
          for (Edge edge : own) {
            if (edges.containsKey(edge.to())) {
              Bond bond = Bond.of(from, edge);
              join(from, edge.to(), bond, joined);
              join(edge.to(), from, bond, joined);
            }
          }
        });
    for (Identifier id : edges.keySet()) {
      bonds.put(id, List.copyOf(joined.getOrDefault(id, new TreeMap<>()).values()));
    }
  }

  private static void join(
      Identifier from,
      Identifier to,
      Bond bond,
      Map<Identifier, NavigableMap<Identifier, Bond>> joined) {
    joined.computeIfAbsent(from, id -> new TreeMap<>()).merge(to, bond, Bond::or);
  }

  /**
   * What has to be commanded, so that no more belongs together than may; nothing, if all is well.
   */
  public Optional<Command> parting(Limits limits) {
    Optional<Command> unproven = betweenUsers();
    return unproven.isPresent() ? unproven : inTwo(limits.members());
  }

  /**
   * Two known customers are one by proof only: without it, the weakest unproven bond on the way is
   * doubted. It is not cut, for proof may come as well a moment later as a moment earlier.
   */
  private Optional<Command> betweenUsers() {
    List<Identifier> users = bonds.keySet().stream().filter(Edge::isUser).toList();
    if (users.size() < 2) {
      return Optional.empty();
    }
    Map<Identifier, Integer> proven = groups(Bond::proven);
    Map<Identifier, Integer> all = groups(bond -> true);
    for (Identifier user : users) {
      for (Identifier other : users) {
        if (Objects.equals(all.get(user), all.get(other))
            && !Objects.equals(proven.get(user), proven.get(other))) {
          return Objects.requireNonNull(ways(user).get(other), "within reach").stream()
              .filter(bond -> !bond.proven())
              .min(Bond.WEAKEST_FIRST)
              .map(Bond::doubt);
        }
      }
    }
    return Optional.empty();
  }

  /** Of each identifier the number of the group that hangs together by such bonds. */
  private Map<Identifier, Integer> groups(Predicate<Bond> open) {
    Map<Identifier, Integer> groups = new HashMap<>();
    for (Identifier start : bonds.keySet()) {
      int group = groups.size();
      Deque<Identifier> next = new ArrayDeque<>(List.of(start));
      while (!next.isEmpty()) {
        Identifier here = next.remove();
        if (groups.putIfAbsent(here, group) == null) {
          bonds.getOrDefault(here, List.of()).stream()
              .filter(open)
              .map(bond -> bond.beyond(here))
              .forEach(next::add);
        }
      }
    }
    return groups;
  }

  /** Of each identifier that can be reached, a shortest way to it. */
  private Map<Identifier, List<Bond>> ways(Identifier start) {
    Map<Identifier, List<Bond>> ways = new HashMap<>();
    ways.put(start, List.of());
    Deque<Identifier> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      Identifier here = next.remove();
      for (Bond bond : bonds.getOrDefault(here, List.of())) {
        Identifier there = bond.beyond(here);
        if (!ways.containsKey(there)) {
          List<Bond> way = new ArrayList<>(ways.get(here));
          way.add(bond);
          ways.put(there, way);
          next.add(there);
        }
      }
    }
    return ways;
  }

  /**
   * The weakest bridge that parts enough; without one, whoever holds the most together. Those that
   * hang together no more are on their way out already.
   */
  private Optional<Command> inTwo(int most) {
    if (bonds.size() <= most) {
      return Optional.empty();
    }
    Bridges bridges = new Bridges(bonds);
    Optional<Command> cut =
        bridges.parting(most, most / SMALLEST_PART).stream().min(Bond.WEAKEST_FIRST).map(Bond::cut);
    return cut.isPresent() ? cut : mostConnected(bridges.crowd(most)).map(Blocked::new);
  }

  private Optional<Identifier> mostConnected(List<Identifier> ids) {
    return ids.stream()
        .max(
            Comparator.<Identifier>comparingInt(id -> bonds.getOrDefault(id, List.of()).size())
                .thenComparing(Comparator.naturalOrder()));
  }
}
