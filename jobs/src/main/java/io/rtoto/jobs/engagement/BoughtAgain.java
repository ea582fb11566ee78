package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.replenishment.Bought;
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
 * A product that the customer has bought, and may buy again.
 *
 * <p>How often they bought it foretells best whether they do, be it only once; how long ago that
 * was adds little. So the time it is due moves it up, but does not decide.
 *
 * @param productId the product
 * @param everyDays after how many days they do, 1 at least; null where nobody can tell: they bought
 *     it once, and no model claims it
 * @param weight how much speaks for it now: above 0, below 1
 */
public record BoughtAgain(String productId, @Nullable Integer everyDays, double weight) {
  /** Who bought it within a week has it; or within half of the usual time, where that is less. */
  private static final int SOON_DAYS = 7;

  /** What was bought a year ago counts for half: the customer may have given it up. */
  private static final double HALF_LIFE_DAYS = 365;

  /** How much of the weight hangs on whether it is due. */
  private static final double DUE = .25;

  private static final Comparator<BoughtAgain> BEST_FIRST =
      Comparator.comparingDouble(BoughtAgain::weight)
          .reversed()
          .thenComparing(BoughtAgain::productId);

  /** Finds what a customer buys again. */
  @FunctionalInterface
  interface Finder {
    /**
     * What they may buy again, best first.
     *
     * @param bought what was bought lately, by product
     * @param model how long products last; null while nobody knows
     */
    List<BoughtAgain> in(
        Map<String, ProductHistory> bought, @Nullable ReplenishmentModel model, Instant now);
  }

  /**
   * By the customer's own rhythm, and where a model claims the product by what that foretells.
   * Bought on n days of late it weighs n/(n+1), of which a quarter is the less, the farther the
   * time since is from the usual one: at half of it as at twice, half.
   *
   * @param bought what was bought lately, by product
   * @param model how long products last; null while nobody knows
   * @return best first
   */
  public static List<BoughtAgain> in(
      Map<String, ProductHistory> bought, @Nullable ReplenishmentModel model, Instant now) {
    long today = PurchaseHistory.dayOf(now);
    List<BoughtAgain> again = new ArrayList<>();
    bought.forEach(
        (product, history) -> {
          double every = everyDays(product, history, model);
          long since = today - history.last().day();
          if (since >= (every > 0 ? Math.min(SOON_DAYS, every / 2) : SOON_DAYS)) {
            double due = every > 0 ? Math.min(since / every, every / since) : 0;
            again.add(
                new BoughtAgain(
                    product,
                    every > 0 ? (int) Math.max(1, Math.round(every)) : null,
                    often(history, today) * (1 - DUE + DUE * due)));
          }
        });
    again.sort(BEST_FIRST);
    return again;
  }

  private static double often(ProductHistory history, long today) {
    double days = 0;
    for (Bought one : history.days()) {
      days += Math.pow(2, (one.day() - today) / HALF_LIFE_DAYS);
    }
    return days / (days + 1);
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
