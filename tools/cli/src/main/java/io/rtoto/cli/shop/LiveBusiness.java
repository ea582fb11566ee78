package io.rtoto.cli.shop;

import io.rtoto.schemas.catalog.CatalogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A business whose customers hold something over time, as it goes on now: first the last month,
 * then visit after visit; at some of them the back end tells of something that the customer takes,
 * changes or gives up just then.
 */
final class LiveBusiness implements LiveSimulation {
  private static final int CUSTOMERS = 120;
  private static final Duration MONTH = Duration.ofDays(30);

  /** Within so long after a visit begins its customer has decided. */
  private static final Duration A_WHILE = Duration.ofMinutes(2);

  /** At so many of a hundred visits. */
  private static final int DECIDE = 50;

  private final long seed;
  private final DemoBusiness business;
  private final ComingVisits visits;

  LiveBusiness(Industry industry, long seed, Instant opens, Duration betweenVisits) {
    this.seed = seed;
    this.business = new DemoBusiness(industry, seed);
    this.visits = new ComingVisits(opens, betweenVisits, this::visit);
  }

  @Override
  public List<CatalogEntry> catalogue() {
    return business.catalogue();
  }

  @Override
  public List<ShopCall> past(Instant opens) {
    List<ShopCall> past = new ArrayList<>();
    business.simulate(CUSTOMERS, opens.minus(MONTH), MONTH, past::add, truth -> {});
    return ComingVisits.upTo(opens, past);
  }

  @Override
  public List<ShopCall> due(Instant now) {
    return visits.due(now);
  }

  private List<ShopCall> visit(Instant start) {
    SplittableRandom random = Chance.of(seed, start.toEpochMilli());
    Shopper shopper = Shopper.of(seed, random.nextInt(CUSTOMERS), start, Duration.ofDays(1));
    String occasion = "visit-" + seed + "-" + start.toEpochMilli();
    List<ShopCall> calls =
        new ArrayList<>(business.visit(shopper, occasion, start, random, false).calls());
    if (random.nextInt(100) < DECIDE) {
      calls.addAll(
          business.held(
              shopper,
              occasion,
              start,
              start.plus(A_WHILE),
              place -> Chance.of(seed, start.toEpochMilli(), 2, place)));
    }
    return calls;
  }
}
