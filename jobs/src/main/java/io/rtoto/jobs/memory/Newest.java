package io.rtoto.jobs.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A bounded list of the newest of something, newest first, one of each key.
 *
 * <p>What it keeps depends only on all that was ever put in, not on the order: an entry that was
 * displaced by enough newer ones stays displaced, for those never become older.
 *
 * @param room how many are kept
 * @param newestFirst a total order of the entries
 * @param key of two entries with the same key, the newer stays
 * @param bytes how many bytes the names of an entry have; the same of all with the same key
 */
record Newest<T>(Room room, Comparator<T> newestFirst, Function<T, ?> key, ToIntFunction<T> bytes) {

  /** Of what has no names of anybody's choice. */
  Newest(int most, Comparator<T> newestFirst, Function<T, ?> key) {
    this(Room.forEntries(most), newestFirst, key, entry -> 0);
  }

  /** The newest of a list that is such a list already, and one more. */
  List<T> with(List<T> kept, T added) {
    Object addedKey = key.apply(added);
    List<T> newest = new ArrayList<>(kept.size() + 1);
    boolean waits = true;
    for (T entry : kept) {
      if (waits && newestFirst.compare(added, entry) < 0) {
        newest.add(added);
        waits = false;
      }
      if (!key.apply(entry).equals(addedKey)) {
        newest.add(entry);
      } else if (waits) {
        return kept;
      }
    }
    if (waits) {
      newest.add(added);
    }
    return fitting(newest);
  }

  /** The newest of both, each of which is such a list already. */
  List<T> of(List<T> some, List<T> others) {
    if (others.isEmpty() || some.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    if (others.size() == 1) {
      return with(some, others.get(0));
    }
    return of(concatenated(some, others));
  }

  /** The newest of these. */
  List<T> of(List<T> entries) {
    return fitting(oneOfEach(entries, newestFirst, key));
  }

  /** Of each key the newest, newest first: a list of its own. */
  static <T> List<T> oneOfEach(List<T> entries, Comparator<T> newestFirst, Function<T, ?> key) {
    List<T> all = new ArrayList<>(entries);
    all.sort(newestFirst);
    Set<Object> seen = new HashSet<>();
    all.removeIf(entry -> !seen.add(key.apply(entry)));
    return all;
  }

  /**
   * Whether a list of these has no room for that one any more, beside so many newer ones, or for
   * its names, which never have any.
   */
  boolean displaces(List<T> kept, T entry) {
    if (Room.isTooLong(bytes.applyAsInt(entry))) {
      return true;
    }
    Room.Filling filling = room.empty();
    kept.forEach(one -> filling.takes(bytes.applyAsInt(one)));
    return filling.isFull() && newestFirst.compare(kept.get(kept.size() - 1), entry) < 0;
  }

  private List<T> fitting(List<T> newest) {
    Room.Filling filling = room.empty();
    newest.removeIf(entry -> !filling.takes(bytes.applyAsInt(entry)));
    return newest;
  }

  private List<T> concatenated(List<T> some, List<T> others) {
    List<T> all = new ArrayList<>(some.size() + others.size());
    all.addAll(some);
    all.addAll(others);
    return all;
  }
}
