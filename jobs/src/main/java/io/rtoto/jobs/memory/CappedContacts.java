package io.rtoto.jobs.memory;

import io.rtoto.jobs.memory.OffersMade.Counted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bounded list of what caps count, newest first: of each cap as many contacts as it lets through,
 * however much else was said since, and where there is room as many again, for some may turn out
 * never to have reached the customer. Where all of these are too many, first the newest of each
 * cap, then the second of each, and so on.
 *
 * <p>Like that of {@link Newest}, what it keeps depends only on all that was ever put in: whatever
 * comes in, no contact is ever again nearer to the newest of its cap, no cap counts more of the
 * older ones, and no fewer contacts stand before one.
 *
 * @param most how many are kept altogether
 */
record CappedContacts(int most) {
  private static final Comparator<Counted> NEWEST_FIRST =
      Comparator.comparing(Counted::at)
          .reversed()
          .thenComparing(Counted::decision)
          .thenComparing(Counted::what)
          .thenComparing(Counted::times);

  /** No cap lets as many through: what is to spare comes after all that is counted. */
  private static final int TO_SPARE = 1_000;

  /** Those of both, each of which is such a list already. */
  List<Counted> of(List<Counted> some, List<Counted> others) {
    if (others.isEmpty() || some.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    List<Counted> both = new ArrayList<>(some.size() + others.size());
    both.addAll(some);
    both.addAll(others);
    List<Counted> kept = new ArrayList<>();
    byRank(Newest.oneOfEach(both, NEWEST_FIRST, one -> List.of(one.what(), one.decision())))
        .values()
        .forEach(kept::addAll);
    List<Counted> fitting = new ArrayList<>(kept.subList(0, Math.min(most, kept.size())));
    fitting.sort(NEWEST_FIRST);
    return fitting;
  }

  private static SortedMap<Integer, List<Counted>> byRank(List<Counted> newestFirst) {
    Map<Integer, Integer> newer = new HashMap<>();
    Map<Integer, Integer> least = new HashMap<>();
    SortedMap<Integer, List<Counted>> byRank = new TreeMap<>();
    for (Counted one : newestFirst) {
      int rank = newer.merge(one.what(), 1, Integer::sum) - 1;
      // Where a cap lets less through than it did, no more of the older ones are counted.
      int times = least.merge(one.what(), one.times(), Math::min);
      if (rank < 2 * times) {
        byRank
            .computeIfAbsent(rank < times ? rank : TO_SPARE + rank, none -> new ArrayList<>())
            .add(one);
      }
    }
    return byRank;
  }
}
