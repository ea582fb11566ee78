package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who joins more userIds than may be, given all events: what leaves have to find out. And who was
 * seen with more others than may be: what they may find out, if none of those edges falls before.
 */
final class Suspects {
  private final SortedSet<Identifier> overLimit = new TreeSet<>();
  private final SortedSet<Identifier> doubtful = new TreeSet<>();
  private final SortedSet<Identifier> crowded = new TreeSet<>();

  Suspects(Plot plot) {
    Map<Identifier, SortedSet<Identifier>> neighbours = new TreeMap<>();
    for (Happening happening : plot.happenings()) {
      for (Identifier other : happening.others()) {
        neighbours.computeIfAbsent(happening.origin(), key -> new TreeSet<>()).add(other);
        neighbours.computeIfAbsent(other, key -> new TreeSet<>()).add(happening.origin());
      }
    }
    neighbours.forEach(
        (id, seenWith) -> {
          if (seenWith.size() > plot.limits().neighbours()) {
            crowded.add(id);
          }
        });
    Map<Identifier, SortedSet<Identifier>> userIds = new TreeMap<>();
    SortedSet<Identifier> unproven = new TreeSet<>();
    for (Happening happening : plot.happenings()) {
      for (Identifier other : happening.others()) {
        see(happening.origin(), other, happening.proven(), userIds, unproven);
        see(other, happening.origin(), happening.proven(), userIds, unproven);
      }
    }
    userIds.forEach(
        (id, joined) -> {
          if (joined.size() > plot.limits().userIds(id)) {
            overLimit.add(id);
          }
          if (joined.size() > 1 && unproven.contains(id)) {
            doubtful.add(id);
          }
        });
  }

  private static void see(
      Identifier id,
      Identifier other,
      boolean proven,
      Map<Identifier, SortedSet<Identifier>> userIds,
      SortedSet<Identifier> unproven) {
    if (Edge.isUser(other)) {
      SortedSet<Identifier> joined = userIds.computeIfAbsent(id, key -> new TreeSet<>());
      joined.add(other);
      if (Edge.isUser(id)) {
        joined.add(id);
      }
      if (!proven) {
        unproven.add(id);
      }
    }
  }

  SortedSet<Identifier> overLimit() {
    return overLimit;
  }

  SortedSet<Identifier> doubtful() {
    return doubtful;
  }

  /** Whether it hangs on the order of things that a leaf commands this. */
  boolean mayBe(Command command) {
    return command instanceof Command.Blocked block && crowded.contains(block.id());
  }

  /** What leaves have to command. */
  List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    overLimit.forEach(id -> commands.add(new Command.Blocked(id)));
    doubtful.forEach(id -> commands.add(new Command.Doubted(id)));
    return commands;
  }
}
