package io.rtoto.jobs.memory;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer stands among all who are drawn to the same. As all interest fades alike, who
 * stands above another does so until something happens: nothing is told anew because time passes.
 *
 * @param level the binary logarithm of the score, and the half-lives from 1970 until the day that
 *     it is of
 * @param day of the newest interest, since 1970, UTC
 * @param tier what the customer is worth; null before the first order
 * @param bought whether they have bought the product, and will hardly buy it again
 */
public record Standing(double level, int day, @Nullable String tier, boolean bought) {
  /** A score that has grown by less than this is no news. */
  private static final double STEP = Math.log(1.5) / Math.log(2);

  /** How much the customer is drawn to it as of that day: a look of that day is 1. */
  public double score(int asOf) {
    return Math.pow(2, level - halfLives(asOf));
  }

  /**
   * Whether audiences are to hear of it: in another tier, or a buyer now or no longer, or come to
   * another step, of which each is one and a half times the one before. So who was told last stands
   * within one step of the truth.
   */
  public boolean isNewsAfter(@Nullable Standing before) {
    return before == null
        || bought != before.bought
        || !Objects.equals(tier, before.tier)
        || step() != before.step();
  }

  private long step() {
    return (long) Math.floor(level / STEP);
  }

  /**
   * The level of a score.
   *
   * @param score as of that day, above 0
   */
  static double level(double score, int day) {
    return Math.log(score) / Math.log(2) + halfLives(day);
  }

  private static double halfLives(int day) {
    return (double) day / Affinities.HALF_LIFE.toDays();
  }
}
