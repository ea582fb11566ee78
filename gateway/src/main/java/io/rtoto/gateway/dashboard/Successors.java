package io.rtoto.gateway.dashboard;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who has replaced whom lately. Remembers the newest, up to a number, and forgets the others. */
final class Successors {
  private final NewestByKey<String> byId;

  Successors(int limit) {
    byId = new NewestByKey<>(limit);
  }

  void add(String id, String replacedBy) {
    byId.put(id, replacedBy);
  }

  /** The id names its own customer again. */
  void remove(String id) {
    byId.remove(id);
  }

  /** The id that the customer has now: the same when it was not replaced. */
  String of(String id) {
    String now = id;
    for (String next : from(id)) {
      now = next;
    }
    return now;
  }

  /** The id, who has replaced it, who has replaced that one, and so on. */
  Set<String> from(String id) {
    Set<String> passed = new LinkedHashSet<>();
    // The messages of two ids come in any order, and in between each may be replaced by the other.
    String next = id;
    while (next != null && passed.add(next)) {
      next = byId.get(next);
    }
    return passed;
  }

  /** Who has replaced those, and who has replaced these in turn. */
  Map<String, String> linksFrom(Collection<String> ids) {
    Map<String, String> links = new LinkedHashMap<>();
    for (String id : ids) {
      String from = id;
      String by = byId.get(from);
      while (by != null && links.put(from, by) == null) {
        from = by;
        by = byId.get(from);
      }
    }
    return links;
  }

  /** The id and those that it has replaced, though it may have been replaced in turn. */
  Set<String> namesOf(String id) {
    Set<String> names = new LinkedHashSet<>();
    names.add(id);
    for (String other : byId.keys()) {
      if (from(other).contains(id)) {
        names.add(other);
      }
    }
    return names;
  }
}
