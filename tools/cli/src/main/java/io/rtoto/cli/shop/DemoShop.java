package io.rtoto.cli.shop;

import io.rtoto.cli.shop.Story.Plot;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A shop whose customers browse on two devices, log in, ask, leave carts behind, buy, give back and
 * drift away. It depends on its seed only, and it knows the truth: who is who, and who left.
 */
public final class DemoShop implements Simulation {
  private final long seed;
  private final List<CatalogEntry> catalogue;

  /** The shop of that seed. */
  public DemoShop(long seed) {
    this.seed = seed;
    this.catalogue = DemoCatalogue.of(seed);
  }

  @Override
  public List<CatalogEntry> catalogue() {
    return catalogue;
  }

  @Override
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
    return shopper.life(
        start,
        end,
        random,
        (visit, at) ->
            Story.of(
                shopper,
                catalogue,
                plot(shopper.habit(), random),
                "shop" + seed + "-" + shopper.number() + "-" + visit,
                at,
                random));
  }
}
