package io.rtoto.cli.models;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Counted;
import io.rtoto.jobs.replenishment.Forecast;
import io.rtoto.jobs.replenishment.ProductHistory;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * How far off the days are on which a model has products used up, from those on which they were
 * bought again: of whoever did so after the model was asked. Who has not is not in it, though some
 * of them are only late.
 *
 * @param all days off, of everybody
 * @param byMedian the same, by the median of all customers alone
 * @param known days off, of those who had bought it again before
 * @param byOwn of these, by their own mean interval alone
 */
record ReplenishmentCheck(
    List<Double> all, List<Double> byMedian, List<Double> known, List<Double> byOwn) {

  /** Asks the model with that day at its end. */
  static ReplenishmentCheck of(ReplenishmentModel model, ProductPurchases purchases, int day) {
    if (model.items().isEmpty()) {
      throw new CommandFailure(
          "The model tells of no product how long it lasts: there is nothing to compare. Maybe"
              + " rtoto model show tells why.");
    }
    ReplenishmentCheck check =
        new ReplenishmentCheck(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    purchases.forEach((product, days) -> check.compare(model, product, days, day));
    if (check.all.isEmpty()) {
      throw new CommandFailure(
          "Nobody bought a product of the model again after %s: there is nothing to compare. Maybe"
                  .formatted(Purchases.beginOf(day + 1L))
              + " --from is meant to be another time.");
    }
    return check;
  }

  private void compare(
      ReplenishmentModel model, String product, NavigableMap<Integer, Integer> days, int day) {
    NavigableMap<Integer, Integer> before = days.headMap(day, true);
    Integer next = days.higherKey(day);
    ReplenishmentModel.Item item = model.items().get(product);
    if (before.isEmpty() || next == null || item == null) {
      return;
    }
    ProductHistory history = ProductPurchases.history(before);
    Forecast forecast = model.forecast(product, history).orElse(null);
    if (forecast == null) {
      return;
    }
    int pieces = forecast.last().pieces();
    int since = next - forecast.last().day();
    double off = Math.abs(pieces * forecast.daysOfAPiece() - since);
    all.add(off);
    byMedian.add(Math.abs(pieces * item.daysOfAPiece() - since));
    if (history.intervals() > 0) {
      known.add(off);
      byOwn.add(Math.abs(pieces * history.daysOfAPiece().orElseThrow() - since));
    }
  }

  void tell(PrintWriter out) {
    out.printf(
        "%s somebody bought a product again. Days off, the median of them:%n",
        Counted.of(all.size(), "time"));
    out.printf(
        "  everybody           %.1f; by the median of all customers alone %.1f%n",
        median(all), median(byMedian));
    if (!known.isEmpty()) {
      out.printf(
          "  had bought it again %.1f; by their own mean interval alone %.1f (%,d times)%n",
          median(known), median(byOwn), known.size());
    }
    out.flush();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
