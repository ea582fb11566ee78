package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CartLine;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.Reactions;
import io.rtoto.jobs.memory.Tags;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.ContactSettings.OfferSettings;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of saying something to this customer on this occasion, in the order in
 * which it is looked for: they do not allow it, it was said a short while ago, of the same loss an
 * alert has told, it was held and they have ordered meanwhile, what it is about is sold out or not
 * shown to be within their credit limit, it gives away too much, it was said or they were spoken to
 * often enough, they sleep, it is over already.
 *
 * @param offerAgainAfter after how long the same may be offered again
 * @param rules in force, with when and how often a customer is spoken to, and what is sold out
 * @param memory what is remembered of the customer
 * @param occasion the occasion
 */
record Obstacles(
    Duration offerAgainAfter, RulesInForce rules, CustomerMemory memory, Occasion occasion) {
  static final String QUIET_HOURS = "quiet_hours";
  private static final String OVER = "over";
  private static final String TOO_SOON = "repeated_too_soon";
  private static final String TOLD_BEFORE = "told_before";
  private static final String OUT_OF_STOCK = "out_of_stock";
  private static final String OVER_CREDIT = "over_credit";
  private static final String CREDIT_UNKNOWN = "credit_unknown";
  private static final String MOOT = "moot";
  private static final String BELOW_MARGIN = "below_margin";
  private static final String CAPPED = "capped";
  private static final String OVER_BUDGET = "over_budget";

  /** Each that there is. */
  static final List<String> ALL =
      List.of(
          Reach.NO_CONSENT,
          TOO_SOON,
          TOLD_BEFORE,
          OUT_OF_STOCK,
          OVER_CREDIT,
          CREDIT_UNKNOWN,
          MOOT,
          BELOW_MARGIN,
          CAPPED,
          OVER_BUDGET,
          QUIET_HOURS,
          OVER);

  /**
   * All of them, in that order; none when there is none. What nothing stands in the way of has to
   * be held against each anyway, so to go on after the first costs no more than that.
   *
   * @param heldOut whether the customer is held out of it. To it, and to nothing else, what was
   *     held out counts as if it had been said: so both arms differ in nothing but that it is
   */
  List<String> to(Slot slot, String name, boolean heldOut) {
    Set<String> found = new LinkedHashSet<>();
    Approach approach = slot.approach();
    if (approach != null && !approach.isAllowedBy(memory.consents())) {
      found.add(Reach.NO_CONSENT);
    }
    if (!slot.repeatable() && isTooSoon(slot, name, heldOut)) {
      found.add(TOO_SOON);
    }
    if (isToldBefore(slot, heldOut)) {
      found.add(TOLD_BEFORE);
    }
    if (slot.products().stream().anyMatch(rules::isSoldOut) || isToBringBackWhatIsSoldOut(slot)) {
      found.add(OUT_OF_STOCK);
    }
    if (isCreditLimited()) {
      addUncovered(slot, found);
    }
    if (slot.isToLookAgain()
        && DueAppointment.inARow(occasion, memory) >= DueAppointment.MOST_IN_A_ROW) {
      found.add(CAPPED);
    }
    if (approach != null && slot.isContact()) {
      addToContact(approach, slot, name, heldOut, found);
    }
    String atThisTime = atThisTime(slot);
    if (!atThisTime.isEmpty()) {
      found.add(atThisTime);
    }
    return List.copyOf(found);
  }

  /**
   * What is shown must be within the customer's credit; so must what is to be brought back: as much
   * as was bought last, at the price of then, for no other is known of it.
   */
  private void addUncovered(Slot slot, Set<String> found) {
    slot.products().forEach(one -> addUnlessCovered(occasion.strip().price(one), found));
    String again = occasion.moment().product();
    if (slot.isContact() && !again.isEmpty()) {
      addUnlessCovered(memory.recentPurchases().costOfTheSameAgain(again), found);
    }
  }

  private boolean isCreditLimited() {
    return memory.backOffice().limit() != null;
  }

  private void addUnlessCovered(@Nullable Money cost, Set<String> found) {
    switch (memory.backOffice().cover(cost)) {
      case WITHIN -> {}
      case BEYOND -> found.add(OVER_CREDIT);
      case UNKNOWN -> found.add(CREDIT_UNKNOWN);
    }
  }

  /**
   * What fell into quiet hours is held, however late that is found. Else it must not be over by
   * now; and what goes out late must not go out in quiet hours either.
   */
  private String atThisTime(Slot slot) {
    if (isQuiet(slot, occasion.at())) {
      return QUIET_HOURS;
    }
    if (slot.valid() != null && occasion.saidAt().plus(slot.valid()).isBefore(occasion.goesOut())) {
      return OVER;
    }
    return isQuiet(slot, occasion.goesOut()) ? QUIET_HOURS : "";
  }

  private boolean isQuiet(Slot slot, Instant time) {
    Approach approach = slot.approach();
    return approach != null
        && slot.isContact()
        && approach.purpose() != Purpose.SERVICE
        && settings().quietHours().channels().contains(approach.channel())
        && settings().quietHours().contain(time.atZone(zone()).toLocalTime());
  }

  /**
   * What was held is not said where it is not so any more; nor is what is said to sell to who has
   * bought since, or will hear of what they have left anew.
   */
  private boolean isMoot(Approach approach) {
    Instant held = occasion.heldSince();
    if (held == null) {
      return false;
    }
    Activity order = memory.orders().last();
    return isOtherwiseNow()
        || (approach.purpose() != Purpose.SERVICE
            && ((order != null && order.at().isAfter(held))
                || HeldOffer.isLeftAnew(occasion, memory)));
  }

  private boolean isOtherwiseNow() {
    return DueAgreement.isOtherwiseNow(occasion, memory)
        || new Meanwhile(occasion.moment(), occasion.cause(), memory)
            .isOtherwise(rules.standards(), occasion.saidAt(), occasion.goesOut());
  }

  /**
   * An alert has told that the customer is leaving, and they have ordered nothing since: the same
   * silence shows in their rhythm, in their tier and to the model, one after the other.
   */
  private boolean isToldBefore(Slot slot, boolean heldOut) {
    Activity order = memory.orders().last();
    return slot.isOfLoss(occasion)
        && order != null
        && (memory.offersMade().isMadeSince(order.at(), occasion.offering(Slot.LOSS))
            || (heldOut
                && memory
                    .offersMade()
                    .isMadeSince(order.at(), occasion.offering(Slot.LOSS_HELD_OUT))));
  }

  private boolean isToBringBackWhatIsSoldOut(Slot slot) {
    return slot.isContact() && rules.isSoldOut(occasion.moment().product());
  }

  private void addToContact(
      Approach approach, Slot slot, String name, boolean heldOut, Set<String> found) {
    if (isMoot(approach)) {
      found.add(MOOT);
    }
    if (approach.purpose() == Purpose.MARKETING && settings().offer(name).ofCart()) {
      List<CartLine> cart = memory.cart().inCart();
      if (!cart.isEmpty()) {
        if (cart.stream().allMatch(line -> rules.isSoldOut(line.productId()))) {
          found.add(OUT_OF_STOCK);
        }
        if (isCreditLimited()) {
          addUnlessCovered(memory.cart().cost(), found);
        }
      }
    }
    if (isBelowMargin(name)) {
      found.add(BELOW_MARGIN);
    }
    addToAnotherContact(approach, slot, name, heldOut, found);
  }

  /** What an offer gives away of a cart leaves the shop less than it wants to keep. */
  private boolean isBelowMargin(String name) {
    OfferSettings offer = settings().offer(name);
    ContactSettings.Margin margin = settings().margin();
    boolean isOfItsCart = offer.ofCart() && !memory.cart().isEmpty();
    return !(isOfItsCart
        ? margin.bears(offer, memory.cart().worth())
        : margin.bearsWhatIsTakenOff(offer));
  }

  private void addToAnotherContact(
      Approach approach, Slot slot, String name, boolean heldOut, Set<String> found) {
    List<String> tags =
        approach.purpose() == Purpose.SERVICE
            ? List.of()
            : memory.tags().holdingAt(occasion.saidAt()).stream().map(Tags.Tag::name).toList();
    String heldOutOf = heldOut ? name : null;
    if (Capped.of(name, tags, settings()).stream()
        .anyMatch(one -> times(one, slot, heldOutOf) >= one.cap().times())) {
      found.add(CAPPED);
    }
    if (contacts(settings().budget().period(), slot, contact -> true, heldOutOf)
        >= settings().budget().of(approach.purpose())) {
      found.add(OVER_BUDGET);
    }
  }

  /**
   * How often what has a cap was said. Of what had none when it was said only the newest contacts
   * tell, and of what was said long ago only what was counted then: each may be too few.
   */
  private long times(Capped capped, Slot slot, @Nullable String heldOutOf) {
    Duration period = capped.cap().period();
    Instant since = occasion.saidAt().minus(period);
    LongPredicate reached = one -> !memory.reactions().neverReached(one);
    OffersMade made = memory.offersMade();
    long counted = made.countedSince(since, decision(slot), capped.what(), reached);
    if (heldOutOf != null) {
      counted +=
          made.countedSince(since, decision(slot), capped.heldOutOf(heldOutOf), decision -> true);
    }
    return Math.max(counted, contacts(period, slot, capped::counts, heldOutOf));
  }

  /** What is told to have run out unseen was not said. */
  private boolean isTooSoon(Slot slot, String name, boolean heldOut) {
    long offer = Occasion.number(name);
    OffersMade made = memory.offersMade();
    return made.isTooSoon(
            occasion.offering(slot.what(name)),
            offerAgainAfter,
            contact ->
                slot.isContact()
                    && contact.offer() == offer
                    && memory.reactions().neverReached(contact.decision()))
        || (heldOut
            && made.isTooSoon(
                occasion.offering(slot.whatIsHeldOut(name)), offerAgainAfter, contact -> false));
  }

  /**
   * What is told to have run out unseen was no contact.
   *
   * @param heldOutOf the offer of which what was held out counts; null of none
   */
  private long contacts(
      Duration period,
      Slot slot,
      Predicate<OffersMade.Contact> counts,
      @Nullable String heldOutOf) {
    Instant since = occasion.saidAt().minus(period);
    long decision = decision(slot);
    OffersMade made = memory.offersMade();
    long said =
        made.contactsSince(
            since,
            decision,
            one -> counts.test(one) && !memory.reactions().neverReached(one.decision()));
    if (heldOutOf == null) {
      return said;
    }
    long offer = Occasion.number(heldOutOf);
    return said
        + made.heldOutSince(since, decision, one -> one.offer() == offer && counts.test(one));
  }

  private long decision(Slot slot) {
    return Reactions.decision(occasion.decisionId(slot.name()));
  }

  /** When the quiet hours are over that this falls into, or in which it would go out. */
  Instant quietUntil(Slot slot) {
    Instant quiet = isQuiet(slot, occasion.at()) ? occasion.at() : occasion.goesOut();
    ZonedDateTime here = quiet.atZone(zone());
    LocalTime end = settings().quietHours().until();
    ZonedDateTime today = here.with(end);
    return (today.isAfter(here) ? today : here.plusDays(1).with(end)).toInstant();
  }

  private ContactSettings settings() {
    return rules.contact();
  }

  /** The customer's own, or the shop's. */
  private ZoneId zone() {
    return memory.traits().zoneOr(ZoneId.of(settings().timeZone()));
  }
}
