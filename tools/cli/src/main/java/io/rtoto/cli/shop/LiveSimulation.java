package io.rtoto.cli.shop;

import io.rtoto.schemas.catalog.CatalogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A business as it goes on now. It is asked for what is due, and never waits. */
public sealed interface LiveSimulation permits LiveShop, LiveBusiness {
  /**
   * The business of that industry and seed, which opens at that time.
   *
   * @param industry one of those that {@link IndustryOption} takes
   * @param betweenVisits how long from one visit's beginning to the next one's
   */
  static LiveSimulation of(String industry, long seed, Instant opens, Duration betweenVisits) {
    return industry.equals(Industry.RETAIL)
        ? new LiveShop(seed, opens, betweenVisits)
        : new LiveBusiness(Industry.named(industry), seed, opens, betweenVisits);
  }

  /** Whether that industry is a shop, with pages of its own. */
  static boolean isShop(String industry) {
    return industry.equals(Industry.RETAIL);
  }

  /** What its pages show. */
  List<CatalogEntry> catalogue();

  /** What happened before it opened, in order of time. */
  List<ShopCall> past(Instant opens);

  /** The calls that are due by now and were not given out before, in order of time. */
  List<ShopCall> due(Instant now);
}
