package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.jobs.memory.Reactions;
import io.rtoto.jobs.memory.Tags;
import io.rtoto.jobs.memory.ToldTraits;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.settings.TextSettings;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.journal.DecisionNotMade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among what the rules propose: one of each slot, the one that weighs most, then the one
 * whose rule comes first by id. What something stands in the way of is passed over.
 *
 * <p>The one that wins and that the customer is {@linkplain HoldOut held out} of is not said, and
 * nothing else takes its place: with the next best in it, one would learn what the rule brings
 * against that, and not against silence.
 *
 * @param offerAgainAfter after how long the same may be offered again
 * @param visitLasts for how long after what they did last there a customer is on the page
 */
record Arbitration(Duration offerAgainAfter, Duration visitLasts) {
  private static final Comparator<Contender> BEST_FIRST =
      Comparator.comparingDouble(Contender::weight)
          .reversed()
          .thenComparing(Contender::rule)
          .thenComparing(Contender::name);
  private static final List<String> ONLY_QUIET_HOURS = List.of(Obstacles.QUIET_HOURS);

  /**
   * What came of a verdict.
   *
   * @param decisions one for each slot that was filled, by the slot's name
   * @param notMade one for each slot that something was proposed for and nothing fills, and one for
   *     what cannot be held until it could
   * @param rulings what came of each proposal, those of a slot together, best first
   * @param offersMade what the decisions say
   */
  record Choice(
      List<Decision> decisions,
      List<DecisionNotMade> notMade,
      List<Ruling> rulings,
      OffersMade offersMade) {}

  Choice choose(Occasion occasion, Verdict verdict, RulesInForce rules, CustomerMemory memory) {
    Obstacles obstacles = new Obstacles(offerAgainAfter, rules, memory, occasion);
    Weighing weighing = new Weighing(rules, memory);
    Reach reach = Reach.of(memory, occasion, visitLasts);
    HoldOut holdOut = HoldOut.of(rules, memory);
    Map<String, List<Contender>> bySlot = new TreeMap<>();
    for (Contender contender : contenders(verdict, obstacles, weighing, reach, holdOut)) {
      bySlot.computeIfAbsent(contender.slot().name(), name -> new ArrayList<>()).add(contender);
    }
    List<Decision> decisions = new ArrayList<>();
    List<DecisionNotMade> notMade = new ArrayList<>();
    List<Ruling> rulings = new ArrayList<>();
    OffersMade made = OffersMade.NONE;
    for (Map.Entry<String, List<Contender>> slot : bySlot.entrySet()) {
      List<Contender> contenders = slot.getValue();
      contenders.sort(BEST_FIRST);
      int chosen = firstUnhindered(contenders);
      List<Considered> considered = considered(contenders, chosen);
      for (int i = 0; i < contenders.size(); i++) {
        rulings.add(
            new Ruling(
                contenders.get(i).proposed(),
                considered.get(i).outcome(),
                considered.get(i).channel()));
      }
      if (chosen >= 0) {
        Contender winner = contenders.get(chosen);
        decisions.add(decision(occasion, winner, considered, rules, memory));
        made = made.merge(said(occasion, winner, borne(occasion, memory), rules.contact()));
      } else {
        notMade.add(notMade(occasion, slot.getKey(), considered, rules));
        Held held = held(contenders, obstacles);
        if (held != null && held.isTooLong()) {
          notMade.addAll(HeldOffer.displaced(occasion.customerId(), List.of(held), memory, rules));
        } else if (held != null) {
          made = made.with(held);
        }
      }
    }
    return new Choice(decisions, notMade, rulings, made);
  }

  private static List<Contender> contenders(
      Verdict verdict, Obstacles obstacles, Weighing weighing, Reach reach, HoldOut holdOut) {
    LibrarySettings settings = obstacles.rules().settings();
    List<Contender> contenders = new ArrayList<>();
    for (Verdict.Proposed proposed : verdict.proposed()) {
      Slot slot = Slot.of(proposed.proposal(), settings, reach);
      HoldOut.Place place = holdOut.of(proposed.rule(), slot);
      contenders.add(
          new Contender(
              proposed,
              slot,
              weighing.of(proposed),
              obstacles.to(slot, proposed.proposal().name(), place != null && !place.isSaid()),
              place));
    }
    for (Verdict.Withdrawn withdrawn : verdict.withdrawn()) {
      Verdict.Proposed proposed = withdrawn.proposed();
      Slot slot = Slot.of(proposed.proposal(), settings, reach);
      contenders.add(
          new Contender(
              proposed, slot, weighing.of(proposed), withdrawn(withdrawn, slot, obstacles), null));
    }
    return contenders;
  }

  /** The guard, and what else would have stopped it. */
  private static List<String> withdrawn(
      Verdict.Withdrawn withdrawn, Slot slot, Obstacles obstacles) {
    List<String> stoppedBy = new ArrayList<>();
    stoppedBy.add(Considered.withdrawnBy(withdrawn.guard()));
    stoppedBy.addAll(obstacles.to(slot, withdrawn.proposed().proposal().name(), false));
    return stoppedBy;
  }

  /** What only quiet hours stop is decided again when they are over. */
  private static @Nullable Held held(List<Contender> contenders, Obstacles obstacles) {
    for (Contender contender : contenders) {
      if (contender.stoppedBy().equals(ONLY_QUIET_HOURS)) {
        return HeldOffer.of(
            obstacles.occasion(), contender.slot(), obstacles.quietUntil(contender.slot()));
      }
    }
    return null;
  }

  private static int firstUnhindered(List<Contender> bestFirst) {
    for (int i = 0; i < bestFirst.size(); i++) {
      if (bestFirst.get(i).stoppedBy().isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  private static List<Considered> considered(List<Contender> contenders, int chosen) {
    List<Considered> considered = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      Contender contender = contenders.get(i);
      List<String> stoppedBy = contender.stoppedBy();
      String won = contender.isSaid() ? "chosen" : "held_out";
      String unhindered = i == chosen ? won : "outranked";
      considered.add(
          new Considered(
              contender.rule(),
              contender.name(),
              contender.proposed().proposal().priority(),
              contender.weight(),
              stoppedBy.isEmpty() ? unhindered : stoppedBy.get(0),
              contender.slot().contactBy(),
              contender.slot().passedOver(),
              stoppedBy.isEmpty() ? null : stoppedBy));
    }
    return considered;
  }

  /** What of a decision is remembered, so that it is not said again too soon or too often. */
  private static OffersMade said(
      Occasion occasion, Contender winner, List<String> tags, ContactSettings settings) {
    Slot slot = winner.slot();
    OffersMade made = OffersMade.NONE;
    if (!slot.repeatable()) {
      made =
          made.with(
              occasion.offering(
                  winner.isSaid() ? slot.what(winner.name()) : slot.whatIsHeldOut(winner.name())));
    }
    if (slot.isOfLoss(occasion)) {
      made = made.with(occasion.offering(winner.isSaid() ? Slot.LOSS : Slot.LOSS_HELD_OUT));
    }
    Approach approach = slot.approach();
    if (slot.isContact() && approach != null) {
      Contact contact =
          new Contact(
              Reactions.decision(occasion.decisionId(slot.name())),
              Occasion.number(winner.name()),
              occasion.saidAt(),
              approach.purpose() == Purpose.SERVICE,
              List.of());
      made = winner.isSaid() ? made.with(contact) : made.withHeldOut(contact);
      made = made.merge(counted(contact, winner, tags, settings));
    }
    return made;
  }

  private static List<String> borne(Occasion occasion, CustomerMemory memory) {
    return memory.tags().holdingAt(occasion.saidAt()).stream().map(Tags.Tag::name).toList();
  }

  /** The same contact, as each cap counts it: that of the offer, and those of the tags. */
  private static OffersMade counted(
      Contact contact, Contender winner, List<String> tags, ContactSettings settings) {
    OffersMade counted = OffersMade.NONE;
    String offer = winner.name();
    for (Capped capped : Capped.of(offer, tags, settings)) {
      counted =
          counted.with(
              new OffersMade.Counted(
                  winner.isSaid() ? capped.what() : capped.heldOutOf(offer),
                  contact.decision(),
                  contact.at(),
                  capped.cap().times()));
    }
    return counted;
  }

  private static Decision decision(
      Occasion occasion,
      Contender winner,
      List<Considered> considered,
      RulesInForce rules,
      CustomerMemory memory) {
    Slot slot = winner.slot();
    boolean said = winner.isSaid();
    Proposal proposal = winner.proposed().proposal();
    Proposal.Task task = said && proposal instanceof Proposal.Task given ? given : null;
    Approach approach = said ? slot.approach() : null;
    String language = ToldTraits.Told.valueOf(memory.traits().language());
    TextSettings texts = rules.settings().texts();
    HoldOut.Place place = winner.place();
    return new Decision(
        occasion.decisionId(slot.name()),
        said ? slot.kind() : DecisionKind.RECORD,
        occasion.customerId(),
        occasion.moment().name(),
        occasion.cause().eventId(),
        slot.name(),
        winner.rule(),
        rules.version(),
        rules.modelVersion(occasion.moment()),
        occasion.at(),
        said && slot.valid() != null ? occasion.saidAt().plus(slot.valid()) : null,
        winner.name(),
        task == null ? null : task.script(),
        task == null ? null : texts.scriptOf(task, language),
        slot.products(),
        FactSheet.of(occasion, rules),
        considered,
        approach == null ? null : approach.purpose(),
        approach == null ? null : approach.channel(),
        said ? texts.of(proposal, language) : null,
        said && slot.kind() == DecisionKind.RECOMMENDATION
            ? occasion.strip().recommended(slot.products())
            : null,
        place == null ? null : place.arm(),
        place == null ? null : place.propensity());
  }

  private static DecisionNotMade notMade(
      Occasion occasion, String slot, List<Considered> considered, RulesInForce rules) {
    return new DecisionNotMade(
        occasion.decisionId(slot),
        occasion.moment().name(),
        occasion.customerId(),
        occasion.cause().eventId(),
        slot,
        rules.version(),
        rules.modelVersion(occasion.moment()),
        occasion.at(),
        occasion.heldBefore(),
        FactSheet.of(occasion, rules),
        considered,
        null);
  }

  /**
   * A proposal on its way to a slot.
   *
   * @param proposed the proposal and its rule
   * @param slot where it wants to go
   * @param weight what it is ranked by
   * @param stoppedBy why it can't, what was looked for first in front; none when it can
   * @param place whether the customer hears it if it does; null where there is nothing to hear
   */
  private record Contender(
      Verdict.Proposed proposed,
      Slot slot,
      double weight,
      List<String> stoppedBy,
      HoldOut.@Nullable Place place) {
    boolean isSaid() {
      return place == null || place.isSaid();
    }

    String rule() {
      return proposed.rule();
    }

    String name() {
      return proposed.proposal().name();
    }
  }
}
