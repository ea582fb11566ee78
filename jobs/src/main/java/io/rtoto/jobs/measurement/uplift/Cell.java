package io.rtoto.jobs.measurement.uplift;

import java.math.BigInteger;

/**
 * The customers who were put into an arm with one propensity: as sums, so that nothing hangs on the
 * order in which they came.
 *
 * @param propensity how likely they were to be in that arm, above 0 and at most 1
 * @param customers how many, at least 1
 * @param converted how many of them ordered
 * @param revenue what they ordered for, in minor units of one currency
 * @param revenueSquares the sum of the squares of what each ordered for
 */
public record Cell(
    double propensity, long customers, long converted, long revenue, BigInteger revenueSquares) {
  /** Refuses what cannot be. */
  public Cell {
    if (!(propensity > 0 && propensity <= 1) || customers < 1) {
      throw new IllegalArgumentException(
          "An arm has %d customers with propensity %s; expected at least 1, and above 0 to 1."
              .formatted(customers, propensity));
    }
    if (converted < 0 || converted > customers) {
      throw new IllegalArgumentException(
          "Of %d customers %d converted; expected 0 to as many as there are."
              .formatted(customers, converted));
    }
  }

  double conversion() {
    return (double) converted / customers;
  }

  double meanRevenue() {
    return (double) revenue / customers;
  }

  /** The variance of what a customer orders for; 0 of a single customer. */
  double varianceOfRevenue() {
    if (customers < 2) {
      return 0;
    }
    BigInteger n = BigInteger.valueOf(customers);
    BigInteger sum = BigInteger.valueOf(revenue);
    // n times the sum of squared deviations, exactly: the difference of two large numbers.
    double deviations = n.multiply(revenueSquares).subtract(sum.multiply(sum)).doubleValue();
    return Math.max(0, deviations) / customers / (customers - 1);
  }
}
