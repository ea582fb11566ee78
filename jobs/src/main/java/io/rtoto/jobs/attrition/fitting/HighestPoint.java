package io.rtoto.jobs.attrition.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.jspecify.annotations.Nullable;

/**
 * The positive parameters at which a likelihood is highest, by the method of Nelder and Mead on
 * their logarithms, from several starts. There is no chance in it: the same likelihood gives the
 * same parameters.
 *
 * @param parameters where it is
 * @param logLikelihood how high it is
 */
record HighestPoint(List<Double> parameters, double logLikelihood) {
  /** Nothing less is looked at: a shape so small says that of what it shapes there is nothing. */
  static final double SMALLEST = 1e-4;

  /** Nothing more is looked at: customers that are more alike cannot be told apart. */
  static final double LARGEST = 1e4;

  private static final int MOST_EVALUATIONS = 4_000;
  private static final int MOST_CLIMBS = 8;
  private static final double ENOUGH = 1e-6;
  private static final double RELATIVE = 1e-13;
  private static final double ABSOLUTE = 1e-8;
  private static final double FIRST_STEP = 0.5;
  // Two starts that find the same height to this have found the same hill.
  private static final double SAME_HEIGHT = 1e-3;

  /**
   * Looks for it.
   *
   * @param names what the parameters are called
   * @param logLikelihood of parameters within the bounds; minus infinity where there is none
   * @param starts where to begin
   * @throws FitRefusedException when no start comes to rest, or a parameter does at next to nothing
   */
  static HighestPoint of(
      List<String> names, ToDoubleFunction<List<Double>> logLikelihood, List<List<Double>> starts)
      throws FitRefusedException {
    HighestPoint highest = null;
    for (List<Double> start : starts) {
      HighestPoint found = from(logLikelihood, start);
      // The higher one; of one hill, the one found first.
      if (found != null
          && (highest == null || found.logLikelihood > highest.logLikelihood + SAME_HEIGHT)) {
        highest = found;
      }
    }
    if (highest == null) {
      throw new FitRefusedException(
          "No parameters were found at which the likelihood is highest: from none of "
              + starts.size()
              + " starts did the search come to rest. Maybe the time is too short to tell who left"
              + " from who waits; take more of it, or another model.");
    }
    for (int place = 0; place < names.size(); place++) {
      double parameter = highest.parameters.get(place);
      if (parameter < 2 * SMALLEST) {
        throw new FitRefusedException(
            String.format(
                Locale.ROOT,
                "The likelihood rises towards %s = %.4f, the least that is looked at. Maybe the"
                    + " time is too short for anybody to have left; take more of it, or another"
                    + " model.",
                names.get(place),
                parameter));
      }
    }
    return highest;
  }

  private static @Nullable HighestPoint from(
      ToDoubleFunction<List<Double>> logLikelihood, List<Double> start) {
    double[] logStart = start.stream().mapToDouble(Math::log).toArray();
    try {
      PointValuePair point = climb(logLikelihood, logStart);
      double before = Double.NEGATIVE_INFINITY;
      // A simplex may have shrunk on a slope or at a bound: a new one from there goes on.
      for (int again = 0; again < MOST_CLIMBS && point.getValue() > before + ENOUGH; again++) {
        before = point.getValue();
        point = climb(logLikelihood, point.getPoint());
      }
      return Double.isFinite(point.getValue())
          ? new HighestPoint(exponentials(point.getPoint()), point.getValue())
          : null;
    } catch (MathIllegalStateException e) {
      // It did not come to rest; another start may.
      return null;
    }
  }

  private static PointValuePair climb(
      ToDoubleFunction<List<Double>> logLikelihood, double[] logStart) {
    double[] steps = new double[logStart.length];
    Arrays.fill(steps, FIRST_STEP);
    return new SimplexOptimizer(new SimpleValueChecker(RELATIVE, ABSOLUTE))
        .optimize(
            new MaxEval(MOST_EVALUATIONS),
            new ObjectiveFunction(point -> height(logLikelihood, exponentials(point))),
            GoalType.MAXIMIZE,
            new InitialGuess(logStart),
            new NelderMeadSimplex(steps));
  }

  private static double height(
      ToDoubleFunction<List<Double>> logLikelihood, List<Double> parameters) {
    for (double parameter : parameters) {
      if (!(parameter >= SMALLEST && parameter <= LARGEST)) {
        return Double.NEGATIVE_INFINITY;
      }
    }
    double height = logLikelihood.applyAsDouble(parameters);
    return Double.isNaN(height) ? Double.NEGATIVE_INFINITY : height;
  }

  private static List<Double> exponentials(double[] logarithms) {
    List<Double> values = new ArrayList<>(logarithms.length);
    for (double logarithm : logarithms) {
      values.add(Math.exp(logarithm));
    }
    return values;
  }
}
