package io.rtoto.cli.shop;

import io.rtoto.cli.shop.Story.Plot;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A shop whose customers browse on two devices, log in, ask, leave carts behind, buy, give back and
 * drift away. It depends on its seed only, and it knows the truth: who is who, and who left.
 */
public final class DemoShop {
  private static final Duration NIGHT = Duration.ofHours(8);

  private final long seed;
  private final List<CatalogEntry> catalogue;

  /** The shop of that seed. */
  public DemoShop(long seed) {
    this.seed = seed;
    this.catalogue = DemoCatalogue.of(seed);
  }

  /** What it sells. */
  public List<CatalogEntry> catalogue() {
    return catalogue;
  }

  /**
   * Simulates customer by customer; each one's calls come in order of time.
   *
   * @param customers how many
   * @param start when the simulation begins
   * @param length how long it lasts; what a visit begins before its end, it brings to an end
   * @param calls takes every call
   * @param truths takes what is true of each customer
   */
  public void simulate(
      int customers,
      Instant start,
      Duration length,
      Consumer<ShopCall> calls,
      Consumer<Truth> truths) {
    for (int number = 0; number < customers; number++) {
      Shopper shopper = Shopper.of(seed, number, start, length);
      List<Story> stories = life(shopper, start, start.plus(length));
      stories.forEach(story -> story.calls().forEach(calls));
      truths.accept(Truth.of(shopper, stories));
    }
  }

  /**
   * A visit of one of the first customers, beginning at that instant.
   *
   * @param customers how many there are
   * @param occasion unique to the visit: its calls' ids derive from it
   */
  List<ShopCall> visit(int customers, String occasion, Instant start, Plot plot) {
    SplittableRandom random = Chance.of(seed, occasion.hashCode(), start.toEpochMilli());
    Shopper shopper = Shopper.of(seed, random.nextInt(customers), start, Duration.ofDays(1));
    return Story.of(shopper, catalogue, plot, occasion, start, random).calls();
  }

  /** How a visit of someone with that habit goes. */
  static Plot plot(Shopper.Habit habit, SplittableRandom random) {
    int dice = random.nextInt(100);
    return switch (habit) {
      case REGULAR ->
          dice < 70
              ? Plot.BUYS
              : dice < 80
                  ? Plot.LOOKS
                  : dice < 90 ? Plot.ABANDONS : dice < 95 ? Plot.ASKS : Plot.RETURNS;
      case OCCASIONAL ->
          dice < 40 ? Plot.LOOKS : dice < 65 ? Plot.ABANDONS : dice < 90 ? Plot.BUYS : Plot.ASKS;
      case WINDOW_SHOPPER -> dice < 75 ? Plot.LOOKS : dice < 95 ? Plot.ABANDONS : Plot.ASKS;
    };
  }

  private List<Story> life(Shopper shopper, Instant start, Instant end) {
    SplittableRandom random = Chance.of(seed, shopper.number(), 1);
    List<Story> stories = new ArrayList<>();
    long rhythm = shopper.rhythm().toMillis();
    Instant next = start.plusMillis((long) (random.nextDouble() * rhythm));
    while (next.isBefore(end) && shopper.staysUntil(next)) {
      String id = "shop" + seed + "-" + shopper.number() + "-" + stories.size();
      stories.add(Story.of(shopper, catalogue, plot(shopper.habit(), random), id, next, random));
      // Regular people come at about the same pace; nobody comes twice within a night.
      double spread =
          shopper.habit() == Shopper.Habit.REGULAR
              ? 0.85 + 0.3 * random.nextDouble()
              : 0.3 + 1.4 * random.nextDouble();
      next = next.plusMillis((long) (rhythm * spread)).plus(NIGHT);
    }
    return stories;
  }
}
