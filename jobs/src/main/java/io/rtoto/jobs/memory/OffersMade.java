package io.rtoto.jobs.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What was offered or recommended to the customer lately, so that it is not said again too soon:
 * the newest 50.
 *
 * @param offers newest first
 */
public record OffersMade(List<OfferMade> offers) {
  static final int MOST = 50;
  public static final OffersMade NONE = new OffersMade(List.of());

  private static final Newest<OfferMade> NEWEST =
      new Newest<>(
          MOST,
          Comparator.comparing(OfferMade::at).reversed().thenComparing(OfferMade::what),
          OfferMade::what);

  /**
   * An offer that was made.
   *
   * @param what hash of its kind, its name and its first product: a name for each of 50 products
   *     would outweigh the rest of the memory
   * @param at event time
   */
  public record OfferMade(long what, Instant at) {}

  /** With this one. */
  public OffersMade with(long what, Instant at) {
    return new OffersMade(NEWEST.with(offers, new OfferMade(what, at)));
  }

  OffersMade merge(OffersMade other) {
    return new OffersMade(NEWEST.of(offers, other.offers));
  }

  /** Whether the same was offered less than {@code again} ago. */
  public boolean isTooSoon(long what, Instant now, Duration again) {
    for (OfferMade offer : offers) {
      if (offer.what() == what && offer.at().plus(again).isAfter(now)) {
        return true;
      }
    }
    return false;
  }
}
