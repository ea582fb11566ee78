package io.rtoto.jobs.engagement;

import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.schemas.decisions.Decision.PassedOver;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place that a proposal asks for: of all that ask for the same one, one gets it.
 *
 * @param kind what is to be done there
 * @param name the slot's name in decisions
 * @param products the products that the proposal is about
 * @param valid for how long it may be carried out; null means for ever
 * @param repeatable whether the same may be said again at once
 * @param approach how it reaches the customer; null when it does not
 */
record Slot(
    DecisionKind kind,
    String name,
    List<String> products,
    @Nullable Duration valid,
    boolean repeatable,
    @Nullable Approach approach) {
  /** As what it is remembered that an alert told of a customer who is leaving. */
  static final long LOSS = Occasion.number("alert", Moment.nameOf(AttritionRisen.class));

  /** The same, where it would have, but that the customer is held out of it. */
  static final long LOSS_HELD_OUT =
      Occasion.number("alert", Moment.nameOf(AttritionRisen.class), "held out");

  /** Where offers go. */
  static final String OFFER = "offer";

  private static final String LOOK_AGAIN = "look-again:";

  /**
   * The place of a proposal.
   *
   * @param reach how the customer can be reached now
   */
  static Slot of(Proposal proposal, LibrarySettings settings, Reach reach) {
    if (proposal instanceof Proposal.Recommendation recommendation) {
      return new Slot(
          DecisionKind.RECOMMENDATION,
          "recommendation",
          recommendation.products().stream().limit(settings.recommend().most()).toList(),
          Duration.ofMinutes(5),
          true,
          Approach.by(Purpose.PERSONALIZATION, Channel.WEB));
    }
    if (proposal instanceof Proposal.Offer) {
      return new Slot(
          DecisionKind.OFFER,
          OFFER,
          List.of(),
          Duration.ofDays(1),
          false,
          reach.approach(settings.contact().offer(proposal.name())));
    }
    if (proposal instanceof Proposal.Alert) {
      return new Slot(DecisionKind.ALERT, "alert", List.of(), Duration.ofDays(7), true, null);
    }
    if (proposal instanceof Proposal.Task) {
      return new Slot(DecisionKind.TASK, "task", List.of(), Duration.ofDays(7), true, null);
    }
    if (proposal instanceof Proposal.LookAgain) {
      return new Slot(
          DecisionKind.RECORD, LOOK_AGAIN + proposal.name(), List.of(), null, true, null);
    }
    if (proposal instanceof Proposal.Tag) {
      return new Slot(DecisionKind.RECORD, "tag:" + proposal.name(), List.of(), null, true, null);
    }
    return new Slot(DecisionKind.RECORD, "record:" + proposal.name(), List.of(), null, true, null);
  }

  /** Whether what is said here is said of the shop's own accord, and not on a page looked at. */
  boolean isContact() {
    return kind == DecisionKind.OFFER;
  }

  /** Whether what goes here is to look at the customer again. */
  boolean isToLookAgain() {
    return name.startsWith(LOOK_AGAIN);
  }

  /** Whether what is said here tells the shop's staff that the customer is leaving. */
  boolean isOfLoss(Occasion occasion) {
    return kind == DecisionKind.ALERT && occasion.moment() instanceof AttritionRisen;
  }

  /** By which way it speaks to the customer; null when it does not. */
  @Nullable Channel contactBy() {
    return isContact() && approach != null ? approach.channel() : null;
  }

  /** The ways that were preferred to that one; null where there are none. */
  @Nullable List<PassedOver> passedOver() {
    return approach == null || approach.passedOver().isEmpty() ? null : approach.passedOver();
  }

  /** A number for what is said here under that name, to know it by when it is said again. */
  long what(String proposalName) {
    return Occasion.number(kind.wireName(), proposalName, firstProduct());
  }

  /** The same for what would have been said, but that the customer is held out of it. */
  long whatIsHeldOut(String proposalName) {
    return Occasion.number(kind.wireName(), proposalName, firstProduct(), "held out");
  }

  private String firstProduct() {
    return products.isEmpty() ? "" : products.get(0);
  }
}
