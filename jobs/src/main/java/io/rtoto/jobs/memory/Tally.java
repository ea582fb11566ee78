package io.rtoto.jobs.memory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much of what on which day (UTC): of the newest days, as many entries as its owner keeps.
 *
 * <p>Of a day that does not fit whole, the first by name are kept, and not the weightiest or those
 * seen last: what was displaced may come again, and would then have lost what it had before, in one
 * order and not in another. What is kept must hang on day and name alone, which never change.
 *
 * <p>Two tallies add up to the same in any order and any grouping. An entry that was displaced by
 * enough newer ones stays displaced, for those never become older; and as long as it is kept, it
 * has everything that was ever added to it.
 *
 * @param entries newest day first, within a day by name; each day and name once
 */
public record Tally(List<Entry> entries) {
  static final Tally NONE = new Tally(List.of());

  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparingInt(Entry::day).reversed().thenComparing(Entry::name);

  /**
   * What came together under one name on one day.
   *
   * @param day days since 1970, UTC
   * @param name of what
   * @param amount how much; a sum that does not fit stays at the greatest number
   */
  public record Entry(int day, String name, int amount) {
    /**
     * What is left of the amount.
     *
     * @param today the day that it is now; the amount of a later day is whole
     * @param halfLifeDays after so many days it counts for half
     */
    double faded(int today, long halfLifeDays) {
      // Most is of today, and a power costs more than all else that is done with an entry.
      return today <= day ? amount : amount * Math.pow(2, (day - today) / (double) halfLifeDays);
    }

    Entry add(Entry same) {
      return new Entry(day, name, (int) Math.min(Integer.MAX_VALUE, (long) amount + same.amount));
    }
  }

  static Tally of(Instant at, String name, int amount) {
    return Room.isTooLong(Room.bytes(name))
        ? NONE
        : new Tally(List.of(new Entry(day(at), name, amount)));
  }

  static int day(Instant at) {
    return (int) Math.floorDiv(at.getEpochSecond(), ChronoUnit.DAYS.getDuration().toSeconds());
  }

  /**
   * Both together.
   *
   * @param room how many entries are kept: the same in each tally that it is ever added to
   */
  Tally add(Tally other, Room room) {
    if (other.entries.isEmpty() || entries.isEmpty()) {
      return entries.isEmpty() ? other : this;
    }
    List<Entry> sum = new ArrayList<>(entries.size() + other.entries.size());
    Room.Filling filling = room.empty();
    int mine = 0;
    int theirs = 0;
    while (!filling.isFull() && (mine < entries.size() || theirs < other.entries.size())) {
      int order = order(mine, other, theirs);
      Entry next = order > 0 ? other.entries.get(theirs++) : entries.get(mine++);
      Entry whole = order == 0 ? next.add(other.entries.get(theirs++)) : next;
      if (filling.takes(Room.bytes(whole.name()))) {
        sum.add(whole);
      }
    }
    return new Tally(sum);
  }

  /** The names of which the two do not have the same. Most have: those cost no comparison. */
  Set<String> differences(Tally other) {
    Set<String> names = new TreeSet<>();
    int mine = 0;
    int theirs = 0;
    while (mine < entries.size() || theirs < other.entries.size()) {
      boolean both = mine < entries.size() && theirs < other.entries.size();
      if (both && entries.get(mine).equals(other.entries.get(theirs))) {
        mine++;
        theirs++;
      } else if (order(mine, other, theirs) <= 0) {
        names.add(entries.get(mine++).name());
      } else {
        names.add(other.entries.get(theirs++).name());
      }
    }
    return names;
  }

  private int order(int mine, Tally other, int theirs) {
    if (mine == entries.size()) {
      return 1;
    }
    return theirs == other.entries.size()
        ? -1
        : NEWEST_FIRST.compare(entries.get(mine), other.entries.get(theirs));
  }
}
