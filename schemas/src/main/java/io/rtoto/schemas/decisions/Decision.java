package io.rtoto.schemas.decisions;

import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What RTOTO decided to do at one moment. Key of its topic: the customer's id.
 *
 * <p>Equal {@code decisionId}s are one decision; the lowest offset wins.
 *
 * @param decisionId hash of the occasion: moment, cause and slot; never of customer, content or
 *     time
 * @param kind what is to be done
 * @param customerId whom it is for
 * @param moment the moment's name, such as {@code CartAbandoned}
 * @param causeEventId the event that caused the moment, or since which nothing happened
 * @param slot the place that the decision fills; one decision a slot at each moment
 * @param rule the id of the rule that proposed it
 * @param bundleVersion the version of the rule bundle
 * @param modelVersion the version of the model of who comes back, but on <i>ReplenishmentDue</i> of
 *     that of how long products last; null when that one is not in force
 * @param decidedAt when, in event time
 * @param validUntil after which it must not be carried out
 * @param name what is offered or told, such as {@code free-delivery}
 * @param script the key of the sales script that an agent goes by; null unless it is a task
 * @param scriptText what that script says, in the customer's language or the shop's; null when
 *     there is none
 * @param products the products that it is about, best first; may be empty
 * @param facts what the rule went by, for people to read
 * @param considered every proposal at this moment and slot, with what came of it
 * @param purpose what it is said to the customer for; null when it reaches no customer
 * @param channel by which way it reaches the customer; null when it does not
 * @param text what is read of it, in the customer's language or the shop's; null when there is none
 * @param recommended of each product that it shows, as far as known, why it is shown; null where it
 *     shows none
 * @param arm on which side of the comparison the customer is as to this rule: what one is held out
 *     of is a record, which reaches nobody, in the slot that it would have filled; null where the
 *     rule only remembers something, and in older messages
 * @param propensity how likely a customer is to be in that arm, above 0 and at most 1, for whoever
 *     measures to weigh by; null without an arm
 */
public record Decision(
    String decisionId,
    DecisionKind kind,
    String customerId,
    String moment,
    String causeEventId,
    String slot,
    String rule,
    String bundleVersion,
    @Nullable String modelVersion,
    Instant decidedAt,
    @Nullable Instant validUntil,
    String name,
    @Nullable String script,
    @Nullable String scriptText,
    List<String> products,
    Map<String, String> facts,
    List<Considered> considered,
    @Nullable Purpose purpose,
    @Nullable Channel channel,
    @Nullable String text,
    @Nullable List<Recommended> recommended,
    @Nullable Arm arm,
    @Nullable Double propensity) {

  /** One that reaches no customer, or of which it does not matter how, and by no model. */
  public Decision(
      String decisionId,
      DecisionKind kind,
      String customerId,
      String moment,
      String causeEventId,
      String slot,
      String rule,
      String bundleVersion,
      Instant decidedAt,
      @Nullable Instant validUntil,
      String name,
      @Nullable String script,
      List<String> products,
      Map<String, String> facts,
      List<Considered> considered) {
    this(
        decisionId,
        kind,
        customerId,
        moment,
        causeEventId,
        slot,
        rule,
        bundleVersion,
        null,
        decidedAt,
        validUntil,
        name,
        script,
        null,
        products,
        facts,
        considered,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * A proposal that was weighed.
   *
   * @param rule the rule that made it
   * @param name what it proposed
   * @param priority how well its rule thinks that it fits the moment
   * @param weight what it was ranked by: value x propensity x priority x lever
   * @param outcome {@code chosen}, {@code held_out} where it would have been but for the arm that
   *     the customer is in, or why it was not, such as {@code outranked}
   * @param channel by which way an offer was to reach the customer; null of what is no offer
   * @param passedOver the ways that the shop prefers to that one, in its order, and why they were
   *     not taken; null where there are none
   * @param stoppedBy all that stopped it, the outcome first; null where nothing did, and in older
   *     messages
   */
  public record Considered(
      String rule,
      String name,
      int priority,
      double weight,
      String outcome,
      @Nullable Channel channel,
      @Nullable List<PassedOver> passedOver,
      @Nullable List<String> stoppedBy) {
    /** The outcome of what is done. */
    public static final String CHOSEN = "chosen";

    /** The outcome of what would be done but for the arm that the customer is in. */
    public static final String HELD_OUT = "held_out";

    /** The outcome of what weighed less than what is done. */
    public static final String OUTRANKED = "outranked";

    private static final String WITHDRAWN_BY = "withdrawn_by:";

    /** What stops a proposal that a guard withdrew. */
    public static String withdrawnBy(String guard) {
      return WITHDRAWN_BY + guard;
    }

    /** The guard that stopped a proposal so; empty where something else did. */
    public static Optional<String> guardOf(String stoppedBy) {
      return stoppedBy.startsWith(WITHDRAWN_BY)
          ? Optional.of(stoppedBy.substring(WITHDRAWN_BY.length()))
          : Optional.empty();
    }
  }

  /**
   * A way that was not taken.
   *
   * @param channel which
   * @param because {@code no_session} where the customer was not on the page, {@code no_consent}
   *     where they do not allow it
   */
  public record PassedOver(Channel channel, String because) {}

  /**
   * A product that is shown.
   *
   * @param productId the product
   * @param because why, such as {@code viewed-together}
   * @param of the product that the reason is about, such as the one that it is often viewed after;
   *     null when it is about none
   * @param weight how much it weighed among all that might have been shown; 0 or more
   * @param propensity how likely it was to be shown in this decision, above 0 and at most 1: below
   *     1 where chance had a hand in it, for whoever measures to correct for that
   * @param everyDays after how many days the customer buys it again; null unless they do
   * @param also what else speaks for it, what weighs most first; null where nothing does. What
   *     these weigh is part of the weight
   */
  public record Recommended(
      String productId,
      String because,
      @Nullable String of,
      double weight,
      double propensity,
      @Nullable Integer everyDays,
      @Nullable List<OtherReason> also) {}

  /**
   * Why a product is shown, beside what weighs most.
   *
   * @param because why, such as {@code viewed-together}
   * @param of the product that the reason is about; null when it is about none
   * @param weight how much of the product's weight it is; 0 or more
   */
  public record OtherReason(String because, @Nullable String of, double weight) {}
}
