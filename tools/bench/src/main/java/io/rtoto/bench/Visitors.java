package io.rtoto.bench;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Who looks at what: visitors who look at five products each and do not come back, so many at a
 * time. Now and then one looks at two products that nobody has looked at before, and from then on
 * somebody new looks at the first of them a hundred times a second, until the next two.
 */
final class Visitors {
  private static final int AT_A_TIME = 2_000;
  private static final int LOOKS_EACH = 5;
  private static final int PAIR_LOOKS_PER_SECOND = 100;
  private static final long SEED = 5;

  private final int products;
  private final int pairEvery;
  private final int pairLookEvery;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Visit[] visits = new Visit[AT_A_TIME];
  private long visitors;

  /**
   * A look.
   *
   * @param visitor who, as the browser's key
   * @param product at what, by its number
   * @param companion the other product of a pair, by its number; -1 where there is none
   * @param teaches whether the pair is known from this look on
   */
  record Look(String visitor, int product, int companion, boolean teaches) {
    /**
     * What a browser's SDK tells of it.
     *
     * @param messageId of the call
     * @param at when it happens
     */
    String call(String messageId, Instant at) {
      return String.format(
          Locale.ROOT,
          "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"%s\","
              + "\"anonymousId\":\"%s\",\"timestamp\":\"%s\",\"properties\":{"
              + "\"product_id\":\"%s\",\"category\":\"%s\",\"price\":%s,\"currency\":\"EUR\"}}",
          messageId,
          visitor,
          at,
          SampleCatalog.id(product),
          SampleCatalog.category(product),
          SampleCatalog.price(product));
    }
  }

  private record Visit(String visitor, Set<Integer> products) {}

  /**
   * Visitors of a shop.
   *
   * @param products how many it sells
   * @param looksPerSecond at which pace they come
   */
  Visitors(int products, int looksPerSecond) {
    this.products = products;
    pairEvery = Math.max(1, looksPerSecond * AnswerTimes.PATIENCE_MILLIS / 1000);
    pairLookEvery = Math.max(1, looksPerSecond / PAIR_LOOKS_PER_SECOND);
  }

  /** What the shop sells: also what is kept for pairs. */
  SampleCatalog catalog(long looks) {
    return new SampleCatalog((int) (products + 2 * (looks / pairEvery + 1)));
  }

  /** The look of that number, from 0: they come in this order. */
  Look next(long number) {
    int step = (int) (number % pairEvery);
    if (step % pairLookEvery != 0) {
      return ordinary();
    }
    long pair = number / pairEvery;
    int first = (int) (products + 2 * pair);
    int second = first + 1;
    return switch (step / pairLookEvery) {
      case 0 -> new Look("teacher-" + pair, first, -1, false);
      case 1 -> new Look("teacher-" + pair, second, first, true);
      default -> new Look("pupil-" + number, first, second, false);
    };
  }

  /** Some products are looked at more often than others, as in {@link ShopTraffic}. */
  private Look ordinary() {
    int place = random.nextInt(AT_A_TIME);
    Visit visit = visits[place];
    if (visit == null || visit.products().size() == LOOKS_EACH) {
      visit = new Visit("visitor-" + visitors++, new HashSet<>());
      visits[place] = visit;
    }
    int product;
    do {
      double uniform = random.nextDouble();
      product = (int) (uniform * uniform * uniform * products);
    } while (!visit.products().add(product));
    return new Look(visit.visitor(), product, -1, false);
  }
}
