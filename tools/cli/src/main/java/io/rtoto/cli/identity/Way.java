package io.rtoto.cli.identity;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.Identity.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A link on the way from one identifier to another.
 *
 * @param stronger the stronger of the two that are linked
 * @param link the weaker, and how it is known
 */
record Way(Identifier stronger, Link link) {

  /**
   * How two identifiers hang together: for people, line by line, the links of a shortest way.
   *
   * @param known how the identifiers of their customer are known
   * @return nothing where no way is known
   */
  static List<String> between(Identifier one, Identifier other, List<Identity> known) {
    Map<Identifier, List<Way>> links = new HashMap<>();
    for (Identity identity : known) {
      for (Link link : identity.links()) {
        Way way = new Way(identity.identifier(), link);
        links.computeIfAbsent(way.stronger, id -> new ArrayList<>()).add(way);
        links.computeIfAbsent(link.other(), id -> new ArrayList<>()).add(way);
      }
    }
    Map<Identifier, List<String>> told = new HashMap<>(Map.of(one, List.of()));
    Deque<Identifier> next = new ArrayDeque<>(List.of(one));
    while (!next.isEmpty() && !told.containsKey(other)) {
      Identifier here = next.remove();
      for (Way way : links.getOrDefault(here, List.of())) {
        Identifier there = way.beyond(here);
        if (!told.containsKey(there)) {
          List<String> lines = new ArrayList<>(told.get(here));
          lines.addAll(Account.lines(way.stronger, way.link));
          told.put(there, lines);
          next.add(there);
        }
      }
    }
    return told.getOrDefault(other, List.of());
  }

  private Identifier beyond(Identifier end) {
    return end.equals(stronger) ? link.other() : stronger;
  }
}
