package io.rtoto.jobs.measurement.uplift;

import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Customers who are told against customers who are held out: estimates of the difference, and
 * intervals that hold at all times, so that one may look at them every day and stop when one likes.
 *
 * <p>Each customer weighs by the inverse of the propensity of the arm that they are in (Horvitz and
 * Thompson 1952, normalised as in Hájek 1971): where the share of the hold-out changed, the means
 * of both arms are of the same customers. Where there are several shares, one of which fewer than
 * {@value #FEWEST_OF_A_SHARE} customers are in either arm is left out: so few say nothing of how
 * far they scatter, and in the smaller arm each of them weighs much.
 *
 * <p>The interval of the conversion is exact for any number of customers with one share of the
 * hold-out. With several it is that of the difference of the weighted means, with weights by how
 * many customers there are of each by now, as if these were given. For an arm of which s of n
 * ordered, the ratio of the likelihood under a mixture of shares (Jeffreys' Beta(½, ½)) to that
 * under the true share p is a martingale that begins at 1 (Robbins 1970); so is the product of
 * those of all arms and propensities, whichever customer comes next. By Ville's inequality it ever
 * exceeds 1/α with probability α at most. The interval is all differences of shares that it does
 * not exceed 1/α for (compare Turner and Grünwald 2023, <i>Exact anytime-valid confidence intervals
 * for contingency tables and beyond</i>).
 *
 * <p>The interval of the revenue holds in the limit of many customers, for revenue has no bound:
 * the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2021,
 * <i>Time-uniform central limit theory and asymptotic confidence sequences</i>, theorem 2.2) with
 * Robbins' normal mixture, narrowest at {@value #NARROWEST_AT} customers, and none with fewer than
 * {@value #FEWEST} in either arm.
 */
public final class Comparison {
  private static final double NARROWEST_AT = 10_000;
  private static final long FEWEST = 100;
  private static final long FEWEST_OF_A_SHARE = 30;

  /** Propensities are rounded to millionths. */
  private static final double ROUNDED = 2e-6;

  private static final double JEFFREYS = 0.5;

  /** So often an interval is halved: it leaves less than a millionth of a millionth. */
  private static final int HALVINGS = 50;

  private final List<Cell> treated;
  private final List<Cell> control;

  /**
   * A comparison of these customers.
   *
   * @param treated who is told, by propensity; not empty
   * @param control who is held out, by propensity; not empty
   */
  public Comparison(List<Cell> treated, List<Cell> control) {
    if (treated.isEmpty() || control.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nobody to compare: %d propensities treated, %d held out; expected both."
              .formatted(treated.size(), control.size()));
    }
    List<Cell> manyTreated = withMany(treated, control);
    boolean enough = !manyTreated.isEmpty() && treated.size() + control.size() > 2;
    this.treated = enough ? manyTreated : List.copyOf(treated);
    this.control = enough ? withMany(control, treated) : List.copyOf(control);
  }

  /** The cells of an arm of which, and of whose like in the other arm, there are not too few. */
  private static List<Cell> withMany(List<Cell> arm, List<Cell> other) {
    return arm.stream()
        .filter(Comparison::hasMany)
        .filter(cell -> other.stream().anyMatch(like -> hasMany(like) && areOfOneShare(cell, like)))
        .toList();
  }

  private static boolean hasMany(Cell cell) {
    return cell.customers() >= FEWEST_OF_A_SHARE;
  }

  private static boolean areOfOneShare(Cell one, Cell other) {
    return Math.abs(one.propensity() + other.propensity() - 1) < ROUNDED;
  }

  /** By how much more of the treated order: a difference of shares, from -1 to 1. */
  public double conversion() {
    return difference(Cell::conversion);
  }

  /** How much more a treated customer orders for, in minor units. */
  public double revenue() {
    return difference(Cell::meanRevenue);
  }

  /**
   * Where the true difference of conversion lies.
   *
   * @param level how probable it is, at least, that it lies there at all times, such as 0.95
   */
  public Interval conversion(double level) {
    List<Term> terms = Stream.concat(terms(treated, 1), terms(control, -1)).toList();
    double threshold = -Math.log1p(-level);
    return new Interval(-farthest(terms, -1, threshold), farthest(terms, 1, threshold));
  }

  /**
   * Where the true difference of revenue lies.
   *
   * @param level as of the conversion, in the limit of many customers
   * @return null where there are too few for one
   */
  public @Nullable Interval revenue(double level) {
    long all = customers(treated) + customers(control);
    if (Math.min(customers(treated), customers(control)) < FEWEST) {
      return null;
    }
    double alpha = 1 - level;
    double rho2 = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / NARROWEST_AT;
    double variance = variance(treated) + variance(control);
    double radius =
        Math.sqrt(
            2
                * variance
                * (all * rho2 + 1)
                / (all * rho2)
                * Math.log(Math.sqrt(all * rho2 + 1) / alpha));
    return new Interval(revenue() - radius, revenue() + radius);
  }

  private interface Figure {
    double of(Cell cell);
  }

  private double difference(Figure figure) {
    return mean(treated, figure) - mean(control, figure);
  }

  private static double mean(List<Cell> arm, Figure figure) {
    double whole = weight(arm);
    return arm.stream().mapToDouble(cell -> weight(cell) / whole * figure.of(cell)).sum();
  }

  /** Of the weighted mean. */
  private static double variance(List<Cell> arm) {
    double whole = weight(arm);
    return arm.stream()
        .mapToDouble(
            cell ->
                FastMath.pow(weight(cell) / whole, 2) * cell.varianceOfRevenue() / cell.customers())
        .sum();
  }

  private static double weight(List<Cell> arm) {
    return arm.stream().mapToDouble(Comparison::weight).sum();
  }

  private static double weight(Cell cell) {
    return cell.customers() / cell.propensity();
  }

  private static long customers(List<Cell> arm) {
    return arm.stream().mapToLong(Cell::customers).sum();
  }

  private static Stream<Term> terms(List<Cell> arm, int sign) {
    double whole = weight(arm);
    return arm.stream()
        .map(cell -> new Term(cell.customers(), cell.converted(), sign * weight(cell) / whole));
  }

  /**
   * The largest of the differences, or of their negatives, for which the sum of the logarithms of
   * the mixtures does not exceed a threshold. Each is convex in its share; where their sum reaches
   * the threshold, their slopes are in the ratio of the shares' weights (Lagrange): so it takes one
   * number, found by halving.
   */
  private static double farthest(List<Term> terms, int direction, double threshold) {
    double low = -40;
    double high = 40;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double pull = direction * Math.exp(middle);
      double sum = terms.stream().mapToDouble(term -> term.evidence(term.share(pull))).sum();
      if (sum <= threshold) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double pull = direction * Math.exp(high);
    return direction * terms.stream().mapToDouble(term -> term.weight() * term.share(pull)).sum();
  }

  /**
   * What an arm with one propensity adds.
   *
   * @param n how many customers
   * @param s how many of them ordered
   * @param weight by how much its share counts in the difference; negative of the control
   */
  private record Term(long n, long s, double weight) {
    /** The logarithm of the ratio of the likelihoods: how much speaks against that share. */
    double evidence(double share) {
      return logBeta(JEFFREYS + s, JEFFREYS + n - s)
          - logBeta(JEFFREYS, JEFFREYS)
          - times(s, Math.log(share))
          - times(n - s, Math.log1p(-share));
    }

    /** The share at which the slope of the evidence is that pull times the weight. */
    double share(double pull) {
      double slope = pull * weight;
      if (slope == 0) {
        return (double) s / n;
      }
      // The root within 0 to 1 of: slope p² + (n - slope) p - s = 0.
      double b = n - slope;
      double root = Math.sqrt(Math.max(0, b * b + 4 * slope * s));
      double share = b > 0 ? 2 * s / (b + root) : (root - b) / (2 * slope);
      return Math.min(1, Math.max(0, share));
    }

    private static double times(long count, double logarithm) {
      return count == 0 ? 0 : count * logarithm;
    }

    private static double logBeta(double a, double b) {
      return Gamma.logGamma(a) + Gamma.logGamma(b) - Gamma.logGamma(a + b);
    }
  }
}
