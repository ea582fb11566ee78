package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bonds without which a part of a component would be two. A walk that goes on as deep as it can
 * makes a tree; a bond of the tree is a bridge where no other bond leads from below it to above it.
 */
final class Bridges {
  private final Map<Identifier, List<Bond>> bonds;

  /** In the order of the walk. */
  private final List<Stop> walk = new ArrayList<>();

  private final Map<Identifier, Stop> stops = new HashMap<>();

  /** An identifier, where the walk came to it. */
  private static final class Stop {
    final Identifier id;
    final @Nullable Stop above;
    final @Nullable Bond way;
    final int start;
    final int place;

    /** The first place that a bond leads to from here or from below. */
    int highest;

    /** How many there are from here down. */
    int size = 1;

    Stop(Identifier id, @Nullable Stop above, @Nullable Bond way, int start, int place) {
      this.id = id;
      this.above = above;
      this.way = way;
      this.start = start;
      this.place = place;
      highest = place;
    }
  }

  private record Visit(Identifier id, @Nullable Stop above, @Nullable Bond way) {}

  Bridges(Map<Identifier, List<Bond>> bonds) {
    this.bonds = bonds;
    for (Identifier start : bonds.keySet()) {
      walkFrom(start);
    }
    for (int i = walk.size() - 1; i >= 0; i--) {
      lookUp(walk.get(i));
    }
  }

  private void walkFrom(Identifier start) {
    int first = walk.size();
    Deque<Visit> next = new ArrayDeque<>(List.of(new Visit(start, null, null)));
    while (!next.isEmpty()) {
      Visit visit = next.pop();
      if (!stops.containsKey(visit.id())) {
        Stop stop = new Stop(visit.id(), visit.above(), visit.way(), first, walk.size());
        walk.add(stop);
        stops.put(stop.id, stop);
        for (Bond bond : bonds.getOrDefault(stop.id, List.of())) {
          next.push(new Visit(bond.beyond(stop.id), stop, bond));
        }
      }
    }
  }

  private void lookUp(Stop stop) {
    for (Bond bond : bonds.getOrDefault(stop.id, List.of())) {
      Stop there = stops.get(bond.beyond(stop.id));
      if (there != null && !bond.equals(stop.way)) {
        stop.highest = Math.min(stop.highest, there.place);
      }
    }
    if (stop.above != null) {
      stop.above.size += stop.size;
      stop.above.highest = Math.min(stop.above.highest, stop.highest);
    }
  }

  /** Those in a part of more than {@code most}, that leave {@code least} or more on either side. */
  List<Bond> parting(int most, int least) {
    List<Bond> found = new ArrayList<>();
    for (Stop stop : walk) {
      Bond way = stop.way;
      int whole = wholeOf(stop);
      boolean parts = Math.min(stop.size, whole - stop.size) >= least;
      if (way != null && whole > most && stop.highest == stop.place && parts) {
        found.add(way);
      }
    }
    return found;
  }

  /** The identifiers that are in a part of more than {@code most}. */
  List<Identifier> crowd(int most) {
    return walk.stream().filter(stop -> wholeOf(stop) > most).map(stop -> stop.id).toList();
  }

  private int wholeOf(Stop stop) {
    return walk.get(stop.start).size;
  }
}
