package io.rtoto.schemas.models;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rtoto model fit} found, as it stands in a file: parameters of a model of who comes
 * back, and what they come from. Key of its topic: {@link #KEY}.
 *
 * @param model which model: {@code bgnbd}, {@code mbgnbd} or {@code paretonbd}
 * @param timeUnit of all spans: always {@link #WEEKS}
 * @param parameters by the names of the literature
 * @param horizonWeeks for how long orders are to be foretold
 * @param spend what a purchase comes to; null when too few tell an amount
 * @param logLikelihood natural logarithm, of all customers together
 * @param customers how many there are
 * @param repeatCustomers how many of them bought on a second day
 * @param from the day of the first purchase, as midnight UTC
 * @param to the end of what was known; purchases at it or later took no part
 */
public record AttritionParameters(
    String model,
    String timeUnit,
    Map<String, Double> parameters,
    double horizonWeeks,
    @Nullable Spend spend,
    double logLikelihood,
    long customers,
    long repeatCustomers,
    Instant from,
    Instant to)
    implements ModelParameters {
  /** The key of the message that holds the parameters in force. */
  public static final String KEY = "attrition";

  /** The unit of time. */
  public static final String WEEKS = "weeks";

  /** Names in their order: the same parameters are said the same. */
  public AttritionParameters {
    parameters = parameters == null ? null : new TreeMap<>(parameters);
  }

  @Override
  public String key() {
    return KEY;
  }

  /**
   * The Gamma-Gamma model of what a purchase comes to.
   *
   * @param currency ISO 4217
   * @param p shape of the spend of one customer
   * @param q shape of its scale over customers; above 1
   * @param v scale, in minor units of the currency
   * @param logLikelihood natural logarithm, of all that were averaged together
   * @param customers how many repeat customers' averages there are
   * @param correlation of number and mean of purchases; the model takes it to be 0
   */
  public record Spend(
      String currency,
      double p,
      double q,
      double v,
      double logLikelihood,
      long customers,
      double correlation) {}
}
