package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.settings.ContactSettings;

/**
 * How much a proposal weighs: value x propensity x context x lever.
 *
 * <p>The value is what the shop gains when the customer takes it, against what it usually gains;
 * the propensity how likely they take it, by what came of it before; the context how well the rule
 * thinks that it fits the moment: its priority; the lever what the shop sets of the offer and of
 * its owner. All but the context are 1 where nobody says otherwise, and of what is no offer.
 *
 * @param rules in force
 * @param memory what is remembered of the customer
 */
record Weighing(RulesInForce rules, CustomerMemory memory) {
  /** Of this proposal. */
  double of(Verdict.Proposed proposed) {
    Proposal proposal = proposed.proposal();
    if (!(proposal instanceof Proposal.Offer)) {
      return proposal.priority();
    }
    ContactSettings settings = rules.contact();
    double value =
        proposal.valueMinor() == 0
            ? 1
            : (double) proposal.valueMinor() / settings.usualValueMinor();
    double propensity =
        memory.reactions().propensity(memory.offersMade(), Occasion.number(proposal.name()));
    double lever = settings.lever(proposal.name(), rules.ownerOf(proposed.rule()));
    return value * propensity * proposal.priority() * lever;
  }
}
