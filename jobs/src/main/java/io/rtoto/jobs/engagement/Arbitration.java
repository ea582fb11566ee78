package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses among what the rules propose: one of each slot, the one of highest priority, then the one
 * whose rule comes first by id. What was said a short while ago is passed over, and what the
 * customer does not allow.
 *
 * @param offerAgainAfter after how long the same may be offered again
 */
record Arbitration(Duration offerAgainAfter) {
  private static final Comparator<Contender> BEST_FIRST =
      Comparator.comparingInt(Contender::priority)
          .reversed()
          .thenComparing(Contender::rule)
          .thenComparing(Contender::name);

  /**
   * What came of a verdict.
   *
   * @param decisions one for each slot that was filled, by the slot's name
   * @param rulings what came of each proposal, those of a slot together, best first
   * @param offersMade what the decisions say
   */
  record Choice(List<Decision> decisions, List<Ruling> rulings, OffersMade offersMade) {}

  Choice choose(Occasion occasion, Verdict verdict, String bundleVersion, CustomerMemory memory) {
    Map<String, List<Contender>> bySlot = new TreeMap<>();
    for (Contender contender : contenders(occasion, verdict, memory)) {
      bySlot.computeIfAbsent(contender.slot().name(), name -> new ArrayList<>()).add(contender);
    }
    List<Decision> decisions = new ArrayList<>();
    List<Ruling> rulings = new ArrayList<>();
    OffersMade made = OffersMade.NONE;
    for (List<Contender> contenders : bySlot.values()) {
      contenders.sort(BEST_FIRST);
      int chosen = firstUnhindered(contenders);
      List<Ruling> ofSlot = rulings(contenders, chosen);
      rulings.addAll(ofSlot);
      if (chosen >= 0) {
        decisions.add(decision(occasion, contenders.get(chosen), ofSlot, bundleVersion));
        Contender winner = contenders.get(chosen);
        if (!winner.slot().repeatable()) {
          made = made.with(occasion.offering(winner.what()));
        }
      }
    }
    return new Choice(decisions, rulings, made);
  }

  private List<Contender> contenders(Occasion occasion, Verdict verdict, CustomerMemory memory) {
    List<Contender> contenders = new ArrayList<>();
    for (Verdict.Proposed proposed : verdict.proposed()) {
      Contender contender = new Contender(proposed, Slot.of(proposed.proposal()), "");
      contenders.add(contender.ruledOut(obstacle(contender, occasion, memory)));
    }
    for (Verdict.Withdrawn withdrawn : verdict.withdrawn()) {
      Verdict.Proposed proposed = withdrawn.proposed();
      contenders.add(
          new Contender(
              proposed, Slot.of(proposed.proposal()), "withdrawn_by:" + withdrawn.guard()));
    }
    return contenders;
  }

  /** What stands in the way of a proposal that no guard withdrew; empty when nothing does. */
  private String obstacle(Contender contender, Occasion occasion, CustomerMemory memory) {
    Slot slot = contender.slot();
    Approach approach = slot.approach();
    if (approach != null && !approach.isAllowedBy(memory.consents())) {
      return "no_consent";
    }
    boolean tooSoon =
        !slot.repeatable()
            && memory
                .offersMade()
                .isTooSoon(occasion.offering(contender.what()), offerAgainAfter);
    return tooSoon ? "repeated_too_soon" : "";
  }

  private static int firstUnhindered(List<Contender> bestFirst) {
    for (int i = 0; i < bestFirst.size(); i++) {
      if (bestFirst.get(i).ruledOutBy().isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  private static List<Ruling> rulings(List<Contender> contenders, int chosen) {
    List<Ruling> rulings = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      Contender contender = contenders.get(i);
      String unhindered = i == chosen ? "chosen" : "outranked";
      rulings.add(
          new Ruling(
              contender.proposed(),
              contender.ruledOutBy().isEmpty() ? unhindered : contender.ruledOutBy()));
    }
    return rulings;
  }

  private static Considered considered(Ruling ruling) {
    Proposal proposal = ruling.proposed().proposal();
    return new Considered(
        ruling.proposed().rule(), proposal.name(), proposal.priority(), ruling.outcome());
  }

  private static Decision decision(
      Occasion occasion, Contender winner, List<Ruling> ofSlot, String bundleVersion) {
    Slot slot = winner.slot();
    return new Decision(
        occasion.decisionId(slot.name()),
        slot.kind(),
        occasion.customerId(),
        occasion.moment().name(),
        occasion.causeEventId(),
        slot.name(),
        winner.rule(),
        bundleVersion,
        occasion.at(),
        slot.valid() == null ? null : occasion.at().plus(slot.valid()),
        winner.name(),
        winner.proposed().proposal() instanceof Proposal.Task task ? task.script() : null,
        slot.products(),
        FactSheet.of(occasion),
        ofSlot.stream().map(Arbitration::considered).toList());
  }

  /**
   * A proposal on its way to a slot.
   *
   * @param proposed the proposal and its rule
   * @param slot where it wants to go
   * @param ruledOutBy why it can't; empty when it can
   */
  private record Contender(Verdict.Proposed proposed, Slot slot, String ruledOutBy) {
    String rule() {
      return proposed.rule();
    }

    String name() {
      return proposed.proposal().name();
    }

    int priority() {
      return proposed.proposal().priority();
    }

    long what() {
      return slot.what(name());
    }

    Contender ruledOut(String reason) {
      return new Contender(proposed, slot, reason);
    }
  }
}
