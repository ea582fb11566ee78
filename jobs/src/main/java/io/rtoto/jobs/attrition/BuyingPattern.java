package io.rtoto.jobs.attrition;

import java.util.Comparator;

/**
 * What the models need of a customer: x, t<sub>x</sub> and T of the literature.
 *
 * @param repeats x: on how many days after the first purchase the customer bought again
 * @param recency t<sub>x</sub>: weeks from the first purchase to the last; 0 without a repeat
 * @param age T: weeks from the first purchase to now
 */
public record BuyingPattern(int repeats, double recency, double age)
    implements Comparable<BuyingPattern> {
  /** Of someone who buys for the first time at this moment. */
  public static final BuyingPattern NEW = new BuyingPattern(0, 0, 0);

  private static final Comparator<BuyingPattern> ORDER =
      Comparator.comparingInt(BuyingPattern::repeats)
          .thenComparingDouble(BuyingPattern::recency)
          .thenComparingDouble(BuyingPattern::age);

  /**
   * A pattern.
   *
   * @throws IllegalArgumentException when no customer can have bought like that
   */
  public BuyingPattern {
    boolean possible =
        repeats >= 0
            && recency >= 0
            && recency <= age
            && age < Double.POSITIVE_INFINITY
            && (repeats > 0 || recency == 0);
    if (!possible) {
      throw new IllegalArgumentException(
          "There are "
              + repeats
              + " repeat purchases, the last "
              + recency
              + " weeks after the first one, "
              + age
              + " weeks ago; expected 0 <= last <= age, and 0 without a repeat.");
    }
  }

  @Override
  public int compareTo(BuyingPattern other) {
    return ORDER.compare(this, other);
  }
}
