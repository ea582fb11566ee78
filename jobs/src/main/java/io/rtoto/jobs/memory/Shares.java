package io.rtoto.jobs.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A bounded list of the newest of something, newest first, in which no kind takes the place of
 * another's: of each kind the newest, and where all of these are too many, first the newest of each
 * kind, then the second of each, and so on.
 *
 * <p>Room is by number alone, and names have so many bytes each: with a room in bytes for all of
 * them what is kept would hang on the order in which they came.
 *
 * <p>Like that of {@link Newest}, what it keeps depends only on all that was ever put in: whatever
 * comes in, an entry is never again nearer to the newest of its kind, and no fewer stand before it.
 * For that the key tells the kind: what changes its kind is there under both.
 *
 * @param mostOfAKind how many of a kind are kept
 * @param most how many are kept altogether
 * @param mostBytes what has longer names is not kept
 * @param newestFirst a total order of the entries
 * @param key of two entries with the same key, the newer stays; those of different kinds differ
 * @param kind of an entry
 * @param bytes how many bytes the names of an entry have; the same of all with the same key
 */
record Shares<T>(
    int mostOfAKind,
    int most,
    int mostBytes,
    Comparator<T> newestFirst,
    Function<T, ?> key,
    Function<T, ?> kind,
    ToIntFunction<T> bytes) {

  /** Those of a list that is such a list already, and one more. */
  List<T> with(List<T> kept, T added) {
    return together(kept, List.of(added));
  }

  /** Those of both, each of which is such a list already. */
  List<T> of(List<T> some, List<T> others) {
    if (others.isEmpty() || some.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    return together(some, others);
  }

  private List<T> together(List<T> some, List<T> others) {
    List<T> all = new ArrayList<>(some.size() + others.size());
    all.addAll(some);
    all.addAll(others);
    return shared(Newest.oneOfEach(all, newestFirst, key));
  }

  /** Whether a list of these has no room for that one any more, beside so many newer ones. */
  boolean displaces(List<T> kept, T entry) {
    return !kept.isEmpty() && !with(kept, entry).contains(entry);
  }

  private List<T> shared(List<T> newestFirst) {
    Map<Object, Integer> ofKind = new HashMap<>();
    List<List<T>> byRank = new ArrayList<>();
    for (T entry : newestFirst) {
      if (bytes.applyAsInt(entry) > mostBytes) {
        continue;
      }
      int rank = ofKind.merge(kind.apply(entry), 1, Integer::sum);
      if (rank <= mostOfAKind) {
        if (byRank.size() < rank) {
          byRank.add(new ArrayList<>());
        }
        byRank.get(rank - 1).add(entry);
      }
    }
    List<T> shared = new ArrayList<>();
    byRank.forEach(shared::addAll);
    List<T> first = new ArrayList<>(shared.subList(0, Math.min(most, shared.size())));
    first.sort(this.newestFirst);
    return first;
  }
}
