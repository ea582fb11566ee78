package io.rtoto.jobs.attrition;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A customer's own rhythm: how long they usually wait before they buy again.
 *
 * @param gaps the days between one purchase and the next, shortest first
 */
public record Rhythm(List<Long> gaps) {
  /** Fewer gaps are no rhythm. */
  public static final int FEWEST_GAPS = 3;

  /** The rhythm that a history shows. */
  public static Rhythm of(PurchaseHistory history) {
    return new Rhythm(history.gaps().stream().sorted().toList());
  }

  /**
   * How unusual a silence is for this customer, from 0 to below 1: k / (n+1), where k of n gaps
   * were shorter. A gap as long as this one is then at most 1 - k/(n+1) probable, if the customer
   * goes on as before: few gaps never make it certain. Empty with less than {@value #FEWEST_GAPS}
   * gaps.
   *
   * @param silentDays since the last purchase
   */
  public OptionalDouble percentile(long silentDays) {
    if (gaps.size() < FEWEST_GAPS) {
      return OptionalDouble.empty();
    }
    long shorter = gaps.stream().filter(gap -> gap < silentDays).count();
    return OptionalDouble.of(shorter / (gaps.size() + 1.0));
  }
}
