package io.rtoto.jobs.measurement;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * For how long the facts of a customer are kept: until the window after them is over, and then for
 * as long as corrections are. From then on the arms that they were put into stand, and that they
 * count in them is remembered for good. What may have reached them stays for another window, for
 * orders that may be of it are known as long. And of what they said of consent the newest of each
 * channel stays for good: what is said next is a change of it, or none.
 *
 * <p>Of who does more than people do, such as a program that looks at every product, the oldest
 * facts are forgotten earlier: all of them are read whenever the customer is reckoned.
 */
final class Retention implements Serializable {
  private static final long serialVersionUID = 1;

  /** More is known of nobody for long. */
  static final int MOST_FACTS = 10_000;

  /** One fact in so many has them counted, so that nobody must keep count. */
  private static final int SELDOM = 1_000;

  private static final Comparator<Fact> OLDEST =
      Comparator.comparing(Fact::at).thenComparing(Fact::id);

  private final Duration window;
  private final Duration keptFor;

  /**
   * With these times.
   *
   * @param window for how long after a customer was told something an order counts as coming of it
   * @param keptFor for how long facts are kept: for the window, and then for corrections
   */
  Retention(Duration window, Duration keptFor) {
    this.window = window;
    this.keptFor = keptFor;
  }

  /**
   * What becomes of facts as they grow old.
   *
   * @param gone those that are forgotten
   * @param instead what is known from now on, some of it in place of a fact of the same id
   * @param looks when to look at the rest again, in epoch milliseconds of event time
   */
  record Aged(List<Fact> gone, List<Fact> instead, Set<Long> looks) {
    boolean changesNothing() {
      return gone.isEmpty() && instead.isEmpty();
    }
  }

  /** When to look first at whether it is kept, in epoch milliseconds of event time. */
  long looksAt(Fact fact) {
    return Timers.midnightAfter(fact.at(), keptFor);
  }

  /** Whether it is time to count how much is known, since this is. */
  static boolean callsForACount(Fact fact) {
    return Math.floorMod(fact.id().hashCode(), SELDOM) == 0;
  }

  /**
   * What becomes of all that is known.
   *
   * @param now the time that was reached, in epoch milliseconds of event time
   */
  Aged aged(Collection<Fact> known, long now) {
    Set<String> surplus = surplus(known);
    List<Fact> old =
        known.stream()
            .filter(fact -> surplus.contains(fact.id()) || looksAt(fact) <= now)
            .sorted(OLDEST)
            .toList();
    Set<String> standing = standingConsents(old);
    Set<String> settled = settledArms(known);
    Aged aged = new Aged(new ArrayList<>(), new ArrayList<>(), new TreeSet<>());
    for (Fact fact : old) {
      if (fact instanceof Fact.Settled || standing.contains(fact.id())) {
        continue;
      }
      if (fact instanceof Fact.Told told
          && told.isDrawn()
          && settled.add(Names.scorecard(told.rule(), told.version()))) {
        aged.instead.add(told.settled());
      }
      long end = Timers.midnightAfter(fact.at(), keptFor.plus(window));
      if (!mayReach(fact) || end <= now || surplus.contains(fact.id())) {
        aged.gone.add(fact);
      } else {
        aged.looks.add(end);
        if (fact instanceof Fact.Told told && told.arm() != null) {
          aged.instead.add(told.withoutArm());
        }
      }
    }
    return aged;
  }

  /** Half of them, rather than one at each that comes. */
  private static Set<String> surplus(Collection<Fact> known) {
    Set<String> surplus = new HashSet<>();
    if (known.size() > MOST_FACTS) {
      known.stream()
          .sorted(OLDEST)
          .limit(known.size() - MOST_FACTS / 2)
          .forEach(fact -> surplus.add(fact.id()));
    }
    return surplus;
  }

  private static Set<String> standingConsents(List<Fact> oldestFirst) {
    Map<String, String> byChannel = new HashMap<>();
    for (Fact fact : oldestFirst) {
      if (fact instanceof Fact.ConsentTold told) {
        told.consents().forEach(one -> byChannel.put(String.valueOf(one.channel()), told.id()));
      }
    }
    return Set.copyOf(byChannel.values());
  }

  private static Set<String> settledArms(Collection<Fact> known) {
    Set<String> settled = new HashSet<>();
    for (Fact fact : known) {
      if (fact instanceof Fact.Settled one) {
        settled.add(Names.scorecard(one.rule(), one.version()));
      }
    }
    return settled;
  }

  private static boolean mayReach(Fact fact) {
    return fact instanceof Fact.CameOfIt
        || (fact instanceof Fact.Told told && told.isMeantToReach());
  }
}
