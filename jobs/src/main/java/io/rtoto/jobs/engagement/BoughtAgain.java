package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.replenishment.Forecast;
import io.rtoto.jobs.replenishment.ProductHistory;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product that the customer buys again and again, where it is about time.
 *
 * @param productId the product
 * @param everyDays after how many days they do, 1 at least
 * @param weight how much speaks for it now: above 0, below 1
 */
record BoughtAgain(String productId, int everyDays, double weight) {
  /** Who bought it after half of the usual time has hardly begun with it. */
  private static final double EARLIEST = .5;

  /** Who has not after three times the usual time has given it up, or buys it elsewhere. */
  private static final double LATEST = 3;

  private static final Comparator<BoughtAgain> BEST_FIRST =
      Comparator.comparingDouble(BoughtAgain::weight)
          .reversed()
          .thenComparing(BoughtAgain::productId);

  /** Finds what a customer buys again. */
  @FunctionalInterface
  interface Finder {
    /**
     * What it is about time for, best first.
     *
     * @param bought what was bought lately, by product
     */
    List<BoughtAgain> in(Map<String, ProductHistory> bought, Standards standards, Instant now);
  }

  /**
   * By the customer's own rhythm, and where a model claims the product by what that foretells.
   * Bought on n days it weighs n/(n+1); less, the farther the time since is from the usual one: at
   * half of it as at twice, half.
   */
  static List<BoughtAgain> in(
      Map<String, ProductHistory> bought, Standards standards, Instant now) {
    long today = PurchaseHistory.dayOf(now);
    List<BoughtAgain> again = new ArrayList<>();
    bought.forEach(
        (product, history) -> {
          double every = everyDays(product, history, standards.replenishment());
          double ratio = every == 0 ? 0 : (today - history.last().day()) / every;
          if (ratio >= EARLIEST && ratio <= LATEST) {
            int days = history.days().size();
            double often = days / (days + 1.0);
            again.add(
                new BoughtAgain(
                    product,
                    (int) Math.max(1, Math.round(every)),
                    often * Math.min(ratio, 1 / ratio)));
          }
        });
    again.sort(BEST_FIRST);
    return again;
  }

  /** 0 where nobody can tell. */
  private static double everyDays(
      String product, ProductHistory history, @Nullable ReplenishmentModel model) {
    Optional<Forecast> foretold =
        model == null ? Optional.empty() : model.forecast(product, history);
    if (foretold.isPresent()) {
      return foretold.get().dueDay() - history.last().day();
    }
    int intervals = history.intervals();
    return intervals == 0
        ? 0
        : (history.last().day() - history.days().get(intervals).day()) / (double) intervals;
  }
}
