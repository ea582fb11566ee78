package io.rtoto.jobs.association;

import io.rtoto.jobs.memory.Spread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was looked at lately in one visit.
 *
 * @param since when the visit began
 * @param last when something was looked at last
 * @param looks how often anything was looked at
 * @param steps the newest products, newest first
 */
public record Trail(Instant since, Instant last, int looks, List<Article> steps) {
  /** Who looks at so much in one visit is no customer: a machine reads the shop. */
  private static final int MOST_OF_A_CUSTOMER = 200;

  static Trail from(Instant at) {
    return new Trail(at, at, 0, List.of());
  }

  /** The visit that a look of that time is part of. */
  Trail at(Instant at) {
    return VisitEnd.isBetween(last, at) ? from(at) : this;
  }

  /**
   * With one look more.
   *
   * @param most how many of the newest are kept
   */
  Trail with(Article article, Instant at, int most) {
    List<Article> newest = new ArrayList<>(steps.size() + 1);
    newest.add(article);
    newest.addAll(steps.subList(0, Math.min(steps.size(), most - 1)));
    return new Trail(since, at.isAfter(last) ? at : last, looks + 1, newest);
  }

  /** Names the visit of that visitor, in 16 digits or less. */
  String name(String visitor) {
    return Long.toHexString(
        ((long) visitor.hashCode() << Integer.SIZE) ^ Spread.over(since.toEpochMilli()));
  }

  /** Whether something can be learned from it. */
  boolean isOfACustomer() {
    return looks <= MOST_OF_A_CUSTOMER;
  }
}
