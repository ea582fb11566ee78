package io.rtoto.cli.shop;

import io.rtoto.cli.shop.Story.Plot;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The demo shop as it goes on now: first its past, so that there are regulars and carts to speak
 * of, then visit after visit.
 */
final class LiveShop implements LiveSimulation {
  private static final int CUSTOMERS = 120;
  private static final int PAST_ORDERS = 5;
  private static final int LATE_REGULARS = 6;
  private static final int CARTS_ABOUT_TO_BE_LEFT = 8;
  private static final Duration CART_PATIENCE = Duration.ofMinutes(30);

  private final long seed;
  private final DemoShop shop;
  private final ComingVisits visits;

  /**
   * A shop that opens at that time.
   *
   * @param betweenVisits how long from one visit's beginning to the next one's
   */
  LiveShop(long seed, Instant opens, Duration betweenVisits) {
    this.seed = seed;
    this.shop = new DemoShop(seed);
    this.visits = new ComingVisits(opens, betweenVisits, this::visit);
  }

  @Override
  public List<CatalogEntry> catalogue() {
    return shop.catalogue();
  }

  /**
   * What happened before it opened, in order of time: the orders of regulars, some of whom are
   * about to be late, the visits of the last hour, and carts left behind almost half an hour ago.
   */
  @Override
  public List<ShopCall> past(Instant opens) {
    List<ShopCall> past = new ArrayList<>();
    int late = 0;
    for (int number = 0; number < CUSTOMERS; number++) {
      Shopper shopper = shopper(number, opens);
      if (shopper.habit() == Shopper.Habit.REGULAR) {
        past.addAll(ordersOf(shopper, opens, late < LATE_REGULARS ? late++ : -1));
      }
    }
    for (int cart = 0; cart < CARTS_ABOUT_TO_BE_LEFT; cart++) {
      Instant left = opens.minus(CART_PATIENCE).plusSeconds(10L + 12L * cart);
      past.addAll(endingAt(left, "cart-" + opens.toEpochMilli() + "-" + cart, Plot.ABANDONS));
    }
    for (int minutes = 55; minutes > 5; minutes -= 5) {
      Instant then = opens.minus(Duration.ofMinutes(minutes));
      past.addAll(
          shop.visit(CUSTOMERS, "hour-" + opens.toEpochMilli() + "-" + minutes, then, Plot.LOOKS));
    }
    return ComingVisits.upTo(opens, past);
  }

  @Override
  public List<ShopCall> due(Instant now) {
    return visits.due(now);
  }

  private List<ShopCall> visit(Instant start) {
    SplittableRandom random = Chance.of(seed, start.toEpochMilli());
    Plot plot = DemoShop.plot(Shopper.Habit.OCCASIONAL, random);
    return shop.visit(CUSTOMERS, "visit-" + start.toEpochMilli(), start, plot);
  }

  /** Orders at an even rhythm; the late ones are late a little after the shop opens. */
  private List<ShopCall> ordersOf(Shopper shopper, Instant opens, int late) {
    SplittableRandom random = Chance.of(seed, shopper.number(), 2);
    Duration rhythm = shopper.rhythm();
    Instant last =
        late >= 0
            ? opens.minus(rhythm.multipliedBy(2)).plusSeconds(15L + 15L * late)
            : opens.minusMillis((long) (rhythm.toMillis() * random.nextDouble()));
    List<ShopCall> calls = new ArrayList<>();
    for (int order = PAST_ORDERS - 1; order >= 0; order--) {
      Instant at = last.minus(rhythm.multipliedBy(order));
      String id = "past-" + seed + "-" + shopper.number() + "-" + at.toEpochMilli();
      Visit visit = new Visit(shopper, id, 0, at.minusSeconds(60), random);
      visit.logsIn();
      visit.isNow(at);
      visit.takes(catalogue().get(random.nextInt(catalogue().size())));
      visit.buys();
      calls.addAll(visit.calls());
    }
    return calls;
  }

  /** The same visit, begun so much earlier or later that its last call is at that time. */
  private List<ShopCall> endingAt(Instant end, String occasion, Plot plot) {
    int number = Chance.of(seed, occasion.hashCode()).nextInt(CUSTOMERS);
    List<ShopCall> draft = visitOf(number, occasion, end, plot);
    Duration length = Duration.between(end, draft.get(draft.size() - 1).at());
    return visitOf(number, occasion, end.minus(length), plot);
  }

  private List<ShopCall> visitOf(int number, String occasion, Instant start, Plot plot) {
    return Story.of(
            shopper(number, start),
            catalogue(),
            plot,
            occasion,
            start,
            Chance.of(seed, occasion.hashCode(), 3))
        .calls();
  }

  private Shopper shopper(int number, Instant start) {
    return Shopper.of(seed, number, start, Duration.ofDays(1));
  }
}
