package io.rtoto.jobs.identity.protocol;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;

/**
 * The contribution of the simulation: every event that was counted, as often as it was. Nothing
 * that is lost or doubled stays hidden in it.
 *
 * @param counted by number
 */
record Tally(List<Happening> counted) {
  static final Tally NONE = new Tally(List.of());

  static Tally of(Happening happening) {
    return new Tally(List.of(happening));
  }

  Tally and(Tally other) {
    if (counted.isEmpty() || other.counted.isEmpty()) {
      return counted.isEmpty() ? other : this;
    }
    List<Happening> both = new ArrayList<>(counted.size() + other.counted.size());
    both.addAll(counted);
    both.addAll(other.counted);
    both.sort(comparingInt(Happening::number));
    return new Tally(both);
  }

  Tally after(long erasedUpTo) {
    return new Tally(counted.stream().filter(one -> one.at() > erasedUpTo).toList());
  }

  @Override
  public String toString() {
    return counted.stream().map(Happening::number).toList().toString();
  }
}
