package io.rtoto.jobs.attrition;

import java.util.Optional;

/**
 * Whom a shop calls lost, about to be lost, and of high value.
 *
 * <p>By BG/NBD, whoever bought once is never lost: ask another model where they shall be won back.
 *
 * @param lostBelow lost is who is alive with less than this probability
 * @param atRiskBelow about to be lost is who is alive with less than this one
 * @param highValueFromMinor of high value is who has spent so much, in minor units
 */
public record WinBackScheme(double lostBelow, double atRiskBelow, long highValueFromMinor) {

  /**
   * A scheme.
   *
   * @throws IllegalArgumentException when the thresholds contradict each other
   */
  public WinBackScheme {
    if (!(lostBelow > 0 && lostBelow < atRiskBelow && atRiskBelow <= 1)) {
      throw new IllegalArgumentException(
          "A customer is lost below "
              + lostBelow
              + " and at risk below "
              + atRiskBelow
              + "; expected 0 < lost < at risk <= 1.");
    }
  }

  /** The customer's segment; empty when there is nothing to win back. */
  public Optional<WinBackSegment> segmentOf(double pAlive, long spentMinor) {
    if (pAlive < lostBelow) {
      return Optional.of(
          spentMinor >= highValueFromMinor
              ? WinBackSegment.HIGH_VALUE_LOST
              : WinBackSegment.LOW_VALUE_LOST);
    }
    return pAlive < atRiskBelow ? Optional.of(WinBackSegment.ABOUT_TO_BE_LOST) : Optional.empty();
  }
}
