package io.rtoto.schemas.scorecards;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule brought, by one version of the rules or by all of them together. Key of its topic:
 * see {@link #key()}; the newest counts.
 *
 * <p>Counts are exact: each moment, decision, outcome and order counts once, and what is taken back
 * (an order cancelled or returned, an erasure, an event that turns out to be another customer's) is
 * taken back here. What each figure means is told in {@code docs/measurement.md}.
 *
 * @param rule the rule's id
 * @param bundleVersion the version of the rules; null of all versions together
 * @param moment the moment that the rule reacts to; null as long as nobody has told it
 * @param asOf the newest time, in event time, of anything that ever counted here
 * @param evaluated how many moments it was asked at; of a version, those of which the journal tells
 *     by which version they were decided
 * @param fired how often it proposed something; of a guard, how often it withdrew what was proposed
 * @param said how often what it proposed was decided to be said, or noted
 * @param lostTo how often what it proposed was outranked, by the rule that won
 * @param suppressedBy how often what it proposed was stopped, by what stopped it first
 * @param heldOut how often it would have been said but for the arm of the customer
 * @param shown how many of its decisions were shown
 * @param clicked how many were clicked
 * @param dismissed how many were dismissed
 * @param expired how many ran out unseen
 * @param undelivered how many ran out with no session to send them to
 * @param lastTouch the orders before which it was the last that the customer was told
 * @param anyTouch the orders before which it was among what the customer was told
 * @param complaints how often consent to marketing was withdrawn after it was the last that the
 *     customer was told
 * @param treated the customers to whom it is said, whose window of attribution is over
 * @param control the customers held out of it, whose window of attribution is over
 * @param uplift the difference between the two; empty as long as either is
 * @param firedWith how often other rules proposed something at the same moment, by rule
 * @param findings what its author should know
 */
public record Scorecard(
    String rule,
    @Nullable String bundleVersion,
    @Nullable String moment,
    Instant asOf,
    long evaluated,
    long fired,
    long said,
    Map<String, Long> lostTo,
    Map<String, Long> suppressedBy,
    long heldOut,
    long shown,
    long clicked,
    long dismissed,
    long expired,
    long undelivered,
    Orders lastTouch,
    Orders anyTouch,
    long complaints,
    ArmResult treated,
    ArmResult control,
    List<Uplift> uplift,
    Map<String, Long> firedWith,
    List<Finding> findings) {

  /** What stands in a key for all versions together. */
  public static final String ALL_VERSIONS = "*";

  /** The key of its message: the rule, a bar, and the version or {@value #ALL_VERSIONS}. */
  public String key() {
    return rule + '|' + (bundleVersion == null ? ALL_VERSIONS : bundleVersion);
  }

  /**
   * Orders, less what was taken back.
   *
   * @param count how many; one that was cancelled or returned whole is none
   * @param revenueMinor what they came to, in minor units by currency
   */
  public record Orders(long count, Map<String, Long> revenueMinor) {}

  /**
   * What the customers of an arm did. A customer counts once, by the first decision of the rule for
   * them, from the end of the window of attribution after it.
   *
   * @param customers how many
   * @param converted how many of them ordered within the window
   * @param revenueMinor what they ordered within the window, less what was taken back, in minor
   *     units by currency
   */
  public record ArmResult(long customers, long converted, Map<String, Long> revenueMinor) {}

  /**
   * What it brings to say it: treated minus control. The interval holds at all times: however often
   * one looks, the chance that it ever misses the truth is at most 1 - {@code level}.
   *
   * @param of what is compared
   * @param currency of revenue, ISO 4217; null of conversion
   * @param estimate of conversion a difference of shares, from -1 to 1; of revenue minor units a
   *     customer
   * @param low the lower end of the interval; null where there are too few customers for one
   * @param high its upper end; null where {@code low} is
   * @param level such as 0.95
   * @param method how the interval was made
   */
  public record Uplift(
      Measure of,
      @Nullable String currency,
      double estimate,
      @Nullable Double low,
      @Nullable Double high,
      double level,
      Method method) {}
}
