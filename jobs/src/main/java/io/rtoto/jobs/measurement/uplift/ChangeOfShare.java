package io.rtoto.jobs.measurement.uplift;

import java.util.List;
import java.util.Optional;
import org.hipparchus.special.Gamma;

/**
 * Whether a share is another since some day. It weighs the likelihood of the days' counts with a
 * change at one of the days, each as probable as the other, against that without: both under
 * Jeffreys' mixtures of shares (the Bayes factor of a single change point; compare Barry and
 * Hartigan 1993). A change counts where that factor is {@value #EVIDENCE} or more, and the share
 * has grown or fallen by half or more: days differ for many reasons, and nobody cares for most of
 * them.
 *
 * @param from which of the days is the first with the new share, from 1
 * @param before the share until then
 * @param now the share since then
 */
public record ChangeOfShare(int from, double before, double now) {
  private static final double EVIDENCE = 1_000;
  private static final double LEAST_RATIO = 1.5;

  /**
   * The counts of a day.
   *
   * @param all of how many
   * @param some so many
   */
  public record Day(long all, long some) {
    private Day plus(Day other) {
      return new Day(all + other.all, some + other.some);
    }

    private double share() {
      return all == 0 ? 0 : (double) some / all;
    }

    private double logLikelihood() {
      return Gamma.logGamma(0.5 + some)
          + Gamma.logGamma(0.5 + all - some)
          - Gamma.logGamma(1.0 + all)
          - Math.log(Math.PI);
    }
  }

  /**
   * The change, if there is one.
   *
   * @param days oldest first
   */
  public static Optional<ChangeOfShare> among(List<Day> days) {
    Day whole = days.stream().reduce(new Day(0, 0), Day::plus);
    Day before = new Day(0, 0);
    double evidence = 0;
    double most = Double.NEGATIVE_INFINITY;
    Optional<ChangeOfShare> likeliest = Optional.empty();
    for (int from = 1; from < days.size(); from++) {
      before = before.plus(days.get(from - 1));
      Day since = new Day(whole.all() - before.all(), whole.some() - before.some());
      double ratio = before.logLikelihood() + since.logLikelihood() - whole.logLikelihood();
      evidence += Math.exp(Math.min(700, ratio)) / (days.size() - 1);
      if (ratio > most) {
        most = ratio;
        likeliest = Optional.of(new ChangeOfShare(from, before.share(), since.share()));
      }
    }
    double found = evidence;
    return likeliest.filter(change -> found >= EVIDENCE && change.isLarge());
  }

  private boolean isLarge() {
    return Math.max(before, now) >= LEAST_RATIO * Math.min(before, now);
  }
}
