package io.rtoto.cli.shop;

import io.rtoto.schemas.catalog.CatalogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What happens in one visit.
 *
 * @param calls in order of time
 * @param abandoned the cart that was left behind; null when none was
 */
record Story(List<ShopCall> calls, @Nullable AbandonedCart abandoned) {

  /**
   * A cart that its owner walked away from.
   *
   * @param knownAs the id that the last call carried
   * @param at the last call of the visit
   * @param products what lay in it
   */
  record AbandonedCart(String knownAs, Instant at, List<String> products) {}

  /** How a visit goes. */
  enum Plot {
    /** Looks at a few products. */
    LOOKS,
    /** Fills a cart and leaves. */
    ABANDONS,
    /** Buys. */
    BUYS,
    /** Asks a question in the chat. */
    ASKS,
    /** Buys, and gives a piece back days later. */
    RETURNS
  }

  /** Tells one visit of a shopper. */
  static Story of(
      Shopper shopper,
      List<CatalogEntry> catalogue,
      Plot plot,
      String id,
      Instant start,
      SplittableRandom random) {
    Visit visit = new Visit(shopper, id, random.nextInt(2), start, random);
    // Half of the visitors log in at once, most of the others only to buy.
    if (random.nextBoolean()) {
      visit.logsIn();
    }
    visit.opensPage("Home");
    List<CatalogEntry> seen = browse(visit, catalogue, random);
    switch (plot) {
      case LOOKS -> considers(visit, seen, random);
      case ABANDONS -> fillsCart(visit, seen, random);
      case BUYS -> buys(visit, seen, random);
      case ASKS -> asks(visit, shopper, random);
      case RETURNS -> buysAndReturns(visit, seen, random);
    }
    List<CatalogEntry> left = visit.cart();
    List<ShopCall> calls = visit.calls();
    return new Story(
        calls,
        left.isEmpty()
            ? null
            : new AbandonedCart(
                visit.knownAs(),
                calls.get(calls.size() - 1).at(),
                left.stream().map(CatalogEntry::productId).toList()));
  }

  private static List<CatalogEntry> browse(
      Visit visit, List<CatalogEntry> catalogue, SplittableRandom random) {
    // One category, mostly: that is how people look for something.
    int first = random.nextInt(catalogue.size());
    String category = catalogue.get(first).category();
    List<CatalogEntry> shelf =
        catalogue.stream().filter(product -> product.category().equals(category)).toList();
    List<CatalogEntry> seen = new ArrayList<>();
    int looks = random.nextInt(2, 7);
    for (int look = 0; look < looks; look++) {
      List<CatalogEntry> from = random.nextInt(10) < 8 ? shelf : catalogue;
      CatalogEntry product = from.get(random.nextInt(from.size()));
      visit.views(product);
      seen.add(product);
      visit.waits(25);
    }
    return seen;
  }

  private static void considers(Visit visit, List<CatalogEntry> seen, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      visit.wishes(seen.get(0));
    }
  }

  private static void fillsCart(Visit visit, List<CatalogEntry> seen, SplittableRandom random) {
    int pieces = random.nextInt(1, 4);
    for (int piece = 0; piece < pieces; piece++) {
      visit.adds(seen.get(random.nextInt(seen.size())));
      visit.waits(20);
    }
    if (visit.cart().size() > 1 && random.nextInt(5) == 0) {
      visit.removes(visit.cart().get(0));
    }
    if (random.nextInt(3) == 0) {
      visit.startsCheckout();
    }
  }

  private static String buys(Visit visit, List<CatalogEntry> seen, SplittableRandom random) {
    fillsCart(visit, seen, random);
    visit.logsIn();
    visit.startsCheckout();
    visit.waits(60);
    return visit.buys();
  }

  private static void buysAndReturns(
      Visit visit, List<CatalogEntry> seen, SplittableRandom random) {
    fillsCart(visit, seen, random);
    visit.logsIn();
    CatalogEntry regretted = visit.cart().get(0);
    String order = visit.buys();
    visit.waits(random.nextInt(1, 6) * 24 * 3600);
    visit.returns(order, regretted);
  }

  private static void asks(Visit visit, Shopper shopper, SplittableRandom random) {
    Phrases phrases = Phrases.in(shopper.language());
    visit.writes(phrases.question(random));
    visit.waits(90);
    if (random.nextInt(10) < 7) {
      visit.isAnswered(phrases.answer());
    }
  }
}
