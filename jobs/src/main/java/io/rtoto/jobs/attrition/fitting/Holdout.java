package io.rtoto.jobs.attrition.fitting;

import io.rtoto.jobs.attrition.AttritionModel;
import io.rtoto.jobs.attrition.BuyingPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How good a model is: it is asked at a day, and what it foretold is compared with what came.
 *
 * @param customers how many had bought until that day
 * @param buyers how many of them bought after it
 * @param weeks how long was waited
 * @param orders on how many days they bought in that time, all together
 * @param expectedOrders how many were foretold
 * @param meanAbsoluteError of a customer's orders. It is low for whoever foretells nothing at all:
 *     compare with {@code meanOrders}, which is what that would get
 * @param rootMeanSquareError of a customer's orders
 * @param meanOrders of a customer
 * @param areaUnderCurve how often, of a customer who bought again and one who did not, the former
 *     had more orders foretold; 0.5 is what chance gets; NaN when there are not both
 * @param areaUnderCurveOfRepeaters the same among those who had bought on a second day before
 * @param recencyAreaUnderCurve what one gets who just takes whoever bought last: the mark to beat
 * @param brier mean square of the difference between the probability foretold of an order and what
 *     came, 0 or 1
 * @param baseBrier what one gets who foretells the same of everyone
 * @param trackingError by how much the number of all repeat purchases, from the first week to the
 *     last, is foretold too high (above 0) or too low, as a share
 */
public record Holdout(
    long customers,
    long buyers,
    double weeks,
    long orders,
    double expectedOrders,
    double meanAbsoluteError,
    double rootMeanSquareError,
    double meanOrders,
    double areaUnderCurve,
    double areaUnderCurveOfRepeaters,
    double recencyAreaUnderCurve,
    double brier,
    double baseBrier,
    double trackingError) {

  /**
   * A customer.
   *
   * @param pattern until the day of the question
   * @param orders on how many days after it they bought
   */
  public record Outcome(BuyingPattern pattern, int orders) {}

  /**
   * Compares.
   *
   * @param outcomes one of each customer; not empty
   * @param weeks how long was waited
   */
  public static Holdout of(AttritionModel model, List<Outcome> outcomes, double weeks) {
    double absolute = 0;
    double square = 0;
    double brier = 0;
    double expected = 0;
    double tracked = 0;
    long orders = 0;
    long repeats = 0;
    long buyers = 0;
    for (Outcome outcome : outcomes) {
      BuyingPattern pattern = outcome.pattern();
      double foretold = model.expectedOrders(pattern, weeks);
      double error = foretold - outcome.orders();
      int came = outcome.orders() > 0 ? 1 : 0;
      double surprise = model.probabilityOfOrder(pattern, weeks) - came;
      expected += foretold;
      absolute += Math.abs(error);
      square += error * error;
      brier += surprise * surprise;
      tracked += model.expectedOrders(BuyingPattern.NEW, pattern.age() + weeks);
      orders += outcome.orders();
      repeats += pattern.repeats();
      buyers += came;
    }
    double count = outcomes.size();
    double share = buyers / count;
    List<Outcome> repeaters =
        outcomes.stream().filter(outcome -> outcome.pattern().repeats() > 0).toList();
    ToDoubleFunction<BuyingPattern> byModel = pattern -> model.expectedOrders(pattern, weeks);
    return new Holdout(
        outcomes.size(),
        buyers,
        weeks,
        orders,
        expected,
        absolute / count,
        Math.sqrt(square / count),
        orders / count,
        areaUnderCurve(outcomes, byModel),
        areaUnderCurve(repeaters, byModel),
        areaUnderCurve(outcomes, pattern -> pattern.recency() - pattern.age()),
        brier / count,
        share * (1 - share),
        tracked / (repeats + orders) - 1);
  }

  /** By ranks (Mann and Whitney); who is ranked the same counts half. */
  private static double areaUnderCurve(
      List<Outcome> outcomes, ToDoubleFunction<BuyingPattern> score) {
    List<Scored> ranked = new ArrayList<>();
    outcomes.forEach(
        outcome ->
            ranked.add(new Scored(score.applyAsDouble(outcome.pattern()), outcome.orders() > 0)));
    ranked.sort(Comparator.comparingDouble(Scored::score));
    double rankSum = 0;
    long buyers = 0;
    int begin = 0;
    while (begin < ranked.size()) {
      int end = begin;
      long here = 0;
      while (end < ranked.size() && ranked.get(end).score() == ranked.get(begin).score()) {
        here += ranked.get(end).bought() ? 1 : 0;
        end++;
      }
      rankSum += here * (begin + end + 1) / 2.0;
      buyers += here;
      begin = end;
    }
    double others = ranked.size() - (double) buyers;
    return (rankSum - buyers * (buyers + 1) / 2.0) / (buyers * others);
  }

  private record Scored(double score, boolean bought) {}
}
