package io.rtoto.gateway.dashboard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The newest of something, up to a number; older ones are forgotten, and how many is known.
 *
 * @param <T> of what
 */
final class Newest<T> {
  private final Deque<T> kept = new ArrayDeque<>();
  private final int limit;
  private long forgotten;

  Newest(int limit) {
    this.limit = limit;
  }

  void add(T item) {
    if (kept.size() == limit) {
      kept.removeFirst();
      forgotten++;
    }
    kept.addLast(item);
  }

  void removeIf(Predicate<T> condition) {
    kept.removeIf(condition);
  }

  /** Oldest first. */
  List<T> all() {
    return List.copyOf(kept);
  }

  long forgotten() {
    return forgotten;
  }

  void clear() {
    kept.clear();
    forgotten = 0;
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }
}
