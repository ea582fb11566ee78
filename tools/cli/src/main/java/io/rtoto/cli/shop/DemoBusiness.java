package io.rtoto.cli.shop;

import io.rtoto.schemas.catalog.CatalogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A business whose customers hold something over time, such as a bank's accounts: its back end
 * tells of that, and on its pages customers log in, look around and ask.
 */
final class DemoBusiness implements Simulation {
  /** So many of a hundred agree to marketing, at their first visit. */
  private static final int AGREE = 60;

  private static final int ASK = 20;
  private static final int ARE_ANSWERED = 60;
  private static final int LEAVE = 20;

  private final Industry industry;
  private final long seed;
  private final List<CatalogEntry> catalogue;

  DemoBusiness(Industry industry, long seed) {
    this.industry = industry;
    this.seed = seed;
    this.catalogue = industry.catalogue();
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
    Instant end = start.plus(length);
    for (int number = 0; number < customers; number++) {
      Shopper shopper = Shopper.of(seed, number, start, length);
      SplittableRandom random = Chance.of(seed, number, 1);
      List<Story> stories =
          shopper.life(
              start,
              end,
              random,
              (visit, at) ->
                  visit(
                      shopper,
                      "visit" + seed + "-" + shopper.number() + "-" + visit,
                      at,
                      random,
                      visit == 0));
      List<ShopCall> all = new ArrayList<>();
      stories.forEach(story -> all.addAll(story.calls()));
      all.addAll(
          held(
              shopper,
              seed + "-" + shopper.number(),
              start,
              end,
              place -> Chance.of(seed, shopper.number(), 2, place)));
      all.sort(Comparator.comparing(ShopCall::at).thenComparing(ShopCall::messageId));
      all.forEach(calls);
      truths.accept(Truth.of(shopper, stories));
    }
  }

  /**
   * What becomes of what a customer holds, from one time to another.
   *
   * @param occasion makes ids of their own
   * @param chance what chance has its part in, for each thing that may be held
   */
  List<ShopCall> held(
      Shopper shopper,
      String occasion,
      Instant start,
      Instant end,
      IntFunction<SplittableRandom> chance) {
    List<ShopCall> told = new ArrayList<>();
    for (int place = 0; place < industry.holdings().size(); place++) {
      Industry.Holding holding = industry.holdings().get(place);
      told.addAll(
          Holder.life(
              shopper, holding, holding.kind() + occasion, start, end, chance.apply(place)));
    }
    return told;
  }

  /** A visit that begins at that time. */
  Story visit(Shopper shopper, String id, Instant start, SplittableRandom random, boolean first) {
    Visit visit = new Visit(shopper, id, random.nextInt(2), start, random);
    visit.opensPage("Home");
    visit.logsIn();
    if (first && random.nextInt(100) < AGREE) {
      visit.allowsMarketing();
    }
    CatalogEntry last = looksAround(visit, random);
    if (random.nextInt(100) < ASK) {
      asks(visit, shopper, random);
    }
    if (shopper.userId() != null && random.nextInt(100) < industry.ordersPercent()) {
      visit.takes(last);
      visit.buys();
    }
    return new Story(visit.calls(), null);
  }

  /** What they look at last. */
  private CatalogEntry looksAround(Visit visit, SplittableRandom random) {
    CatalogEntry product = catalogue.get(random.nextInt(catalogue.size()));
    String category = product.category();
    List<CatalogEntry> shelf =
        catalogue.stream().filter(each -> each.category().equals(category)).toList();
    int looks = random.nextInt(1, 6);
    for (int look = 0; look < looks; look++) {
      product = shelf.get(random.nextInt(shelf.size()));
      visit.views(product);
      visit.waits(30);
    }
    return product;
  }

  private void asks(Visit visit, Shopper shopper, SplittableRandom random) {
    Phrases phrases = Objects.requireNonNull(industry.phrases().get(shopper.language()));
    visit.writes(phrases.question(random));
    visit.waits(90);
    int dice = random.nextInt(100);
    if (dice < ARE_ANSWERED) {
      visit.isAnswered(phrases.answer());
    } else if (dice < ARE_ANSWERED + LEAVE) {
      visit.leavesTheChat();
    }
  }
}
