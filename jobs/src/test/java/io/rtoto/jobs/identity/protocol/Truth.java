package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.Command.Blocked;
import io.rtoto.jobs.identity.protocol.Command.Cut;
import io.rtoto.jobs.identity.protocol.Command.Doubted;
import io.rtoto.jobs.identity.protocol.Command.Erased;
import io.rtoto.jobs.identity.protocol.Command.LinkDoubted;
import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who belongs together, given all events and some commands: the oracle. It scans, and joins. */
public final class Truth {
  private final Collection<Command> commands;
  private final Map<Identifier, Identifier> joined = new HashMap<>();
  private final SortedSet<Identifier> ids = new TreeSet<>();
  private final SortedMap<Identifier, SortedSet<Identifier>> neighbours = new TreeMap<>();
  private final List<Happening> happenings;

  /** Two identifiers that were seen together. */
  record Pair(Identifier one, Identifier other) {}

  /** All times at which two were seen together, and those by proof. */
  private static final class Times {
    long last = Long.MIN_VALUE;
    long lastProven = Long.MIN_VALUE;
  }

  /** Of all that happened, and what was commanded in whatever order. */
  public Truth(List<Happening> happenings, Collection<Command> commands) {
    this.happenings = happenings;
    this.commands = commands;
    Map<Pair, Times> pairs = new HashMap<>();
    for (Happening happening : happenings) {
      ids.addAll(happening.ids());
      for (Identifier other : happening.others()) {
        Times times =
            pairs.computeIfAbsent(new Pair(happening.origin(), other), pair -> new Times());
        times.last = Math.max(times.last, happening.at());
        if (happening.proven()) {
          times.lastProven = Math.max(times.lastProven, happening.at());
        }
      }
    }
    pairs.forEach(this::join);
  }

  private void join(Pair pair, Times times) {
    if (holds(pair, times)) {
      neighbours.computeIfAbsent(pair.one(), id -> new TreeSet<>()).add(pair.other());
      neighbours.computeIfAbsent(pair.other(), id -> new TreeSet<>()).add(pair.one());
      Identifier one = strongest(pair.one());
      Identifier other = strongest(pair.other());
      if (!one.equals(other)) {
        boolean inOrder = one.compareTo(other) < 0;
        joined.put(inOrder ? other : one, inOrder ? one : other);
      }
    }
  }

  private boolean holds(Pair pair, Times times) {
    long erased = Math.max(erasedUpTo(pair.one()), erasedUpTo(pair.other()));
    boolean trusted = times.lastProven > erased;
    for (Command command : commands) {
      if (command instanceof Blocked block && isIn(block.id(), pair)) {
        return false;
      }
      if (command instanceof Cut cut && isIn(cut.one(), pair) && isIn(cut.other(), pair)) {
        return false;
      }
      if (command instanceof LinkDoubted doubt
          && !trusted
          && isIn(doubt.one(), pair)
          && isIn(doubt.other(), pair)) {
        return false;
      }
      if (command instanceof Doubted doubt && !trusted && isToUser(doubt.id(), pair)) {
        return false;
      }
    }
    return times.last > erased;
  }

  private static boolean isIn(Identifier id, Pair pair) {
    return id.equals(pair.one()) || id.equals(pair.other());
  }

  private static boolean isToUser(Identifier id, Pair pair) {
    return (id.equals(pair.one()) && Edge.isUser(pair.other()))
        || (id.equals(pair.other()) && Edge.isUser(pair.one()));
  }

  private long erasedUpTo(Identifier id) {
    long upTo = Long.MIN_VALUE;
    for (Command command : commands) {
      if (command instanceof Erased erased && erased.id().equals(id)) {
        upTo = Math.max(upTo, erased.upTo());
      }
    }
    return upTo;
  }

  /** The strongest of those that the identifier belongs together with. */
  public Identifier strongest(Identifier id) {
    Identifier next = joined.get(id);
    return next == null ? id : strongest(next);
  }

  /** Whether the two belong together. */
  public boolean together(Identifier one, Identifier other) {
    return strongest(one).equals(strongest(other));
  }

  SortedSet<Identifier> ids() {
    return ids;
  }

  /** With whom the identifier has an edge that holds. */
  SortedSet<Identifier> neighbours(Identifier id) {
    return neighbours.getOrDefault(id, Collections.emptySortedSet());
  }

  /** All, by the strongest of those that belong together. */
  public SortedMap<Identifier, SortedSet<Identifier>> customers() {
    SortedMap<Identifier, SortedSet<Identifier>> customers = new TreeMap<>();
    for (Identifier id : ids) {
      customers.computeIfAbsent(strongest(id), strongest -> new TreeSet<>()).add(id);
    }
    return customers;
  }

  /** Whether it counts, rather than be erased. */
  public boolean counts(Happening happening) {
    return happening.at() > erasedUpTo(happening.origin());
  }

  /** What counts for the identifier. */
  Tally tally(Identifier id) {
    List<Happening> counted = new ArrayList<>();
    for (Happening happening : happenings) {
      if (happening.origin().equals(id) && counts(happening)) {
        counted.add(happening);
      }
    }
    counted.sort((one, other) -> Integer.compare(one.number(), other.number()));
    return new Tally(counted);
  }
}
