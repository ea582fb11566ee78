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
          Comparator.comparing(OfferMade::at)
              .reversed()
              .thenComparing(OfferMade::what)
              .thenComparing(OfferMade::occasion),
          OfferMade::what);

  /**
   * An offer that was made.
   *
   * @param what hash of its kind, its name and its first product: a name for each of 50 products
   *     would outweigh the rest of the memory
   * @param at event time
   * @param occasion hash of the occasion that it was made on; 0 when it is not known any more
   */
  public record OfferMade(long what, Instant at, long occasion) {}

  /** With this one. */
  public OffersMade with(OfferMade offer) {
    return new OffersMade(NEWEST.with(offers, offer));
  }

  /** Without those of an erased time. */
  public OffersMade after(long erasedUpTo) {
    List<OfferMade> later =
        offers.stream().filter(offer -> offer.at().toEpochMilli() > erasedUpTo).toList();
    return later.size() == offers.size() ? this : new OffersMade(later);
  }

  /** Those of both. */
  public OffersMade merge(OffersMade other) {
    return new OffersMade(NEWEST.of(offers, other.offers));
  }

  /**
   * Whether the same was offered less than {@code again} ago. What was offered on the very occasion
   * does not count: it is heard of before the occasion comes where a crash took the occasion back,
   * and then it may be that nobody else heard of the offer.
   */
  public boolean isTooSoon(OfferMade made, Duration again) {
    for (OfferMade offer : offers) {
      if (offer.what() == made.what()
          && offer.occasion() != made.occasion()
          && offer.at().plus(again).isAfter(made.at())) {
        return true;
      }
    }
    return false;
  }
}
