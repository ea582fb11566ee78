package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.LeafMessage.EventArrived;
import io.rtoto.jobs.identity.LeafMessage.LinkArrived;
import io.rtoto.jobs.identity.LeafMessage.Looped;
import io.rtoto.jobs.identity.LeafMessage.Remarked;
import io.rtoto.jobs.identity.protocol.Commands;
import io.rtoto.jobs.identity.protocol.Leaf;
import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.OrderObeyed;
import io.rtoto.schemas.journal.CustomerErased;
import java.io.IOException;
import java.time.Instant;

/** One visit to an identifier's state: what is remembered, one message, and what comes of it. */
final class LeafVisit {
  /** Of so many events, one puts together what the others added to the contribution. */
  private static final int EVENTS_APART = 128;

  private final Identification identification;
  private final Commands commands;
  private final KeptLeaf kept;
  private final KeptProvenance provenance;
  private final boolean replay;
  private final LeafOutlets outlets;

  /**
   * A visit.
   *
   * @param commands all orders that are known
   * @param replay whether all of the input is read before anything is counted
   * @param outlets where what comes of it goes
   */
  LeafVisit(
      Identification identification,
      Commands commands,
      KeptLeaf kept,
      KeptProvenance provenance,
      boolean replay,
      LeafOutlets outlets) {
    this.identification = identification;
    this.commands = commands;
    this.kept = kept;
    this.provenance = provenance;
    this.replay = replay;
    this.outlets = outlets;
  }

  /** An event shows whom the identifier is seen with, and will be counted later. */
  void sees(EventArrived arrived) throws Exception {
    LeafMemory before = remembered(arrived.leaf());
    take(identification.sees(before, commands, arrived.event()), before, Cause.UNKNOWN);
  }

  /** An event is to be counted; tells whether it was, for it may be of an erased time. */
  boolean counts(EventArrived arrived, EventName name) throws Exception {
    LeafMemory before = remembered(arrived.leaf());
    Identification.Outcome outcome =
        identification.counts(before, commands, arrived.event(), name.eventId());
    take(outcome, before, Cause.of(arrived.event(), name.eventId()));
    if (outcome.counted() && name.withinLeaf() % EVENTS_APART == 0) {
      kept.settle(arrived.leaf());
    }
    return outcome.counted();
  }

  /** Something is said to the identifier, by another, by an order or by its customer. */
  void hears(LeafMessage message) throws Exception {
    LeafMemory before = remembered(message.leaf());
    take(heard(message, before), before, Cause.of(message));
    if (message instanceof Looped looped && looped.told() instanceof LoopMessage.Trigger trigger) {
      tellThatItIsObeyed(trigger);
    }
  }

  private Identification.Outcome heard(LeafMessage message, LeafMemory before) {
    if (message instanceof LinkArrived link) {
      return identification.linked(before, commands, link);
    }
    return message instanceof Remarked remarked
        ? identification.remarked(before, commands, remarked)
        : identification.told(before, commands, ((Looped) message).told());
  }

  /** Where its label names another customer than the one that was told, that one is told now. */
  void exposes() throws Exception {
    LeafMemory before = kept.read();
    if (before != null && before.leaf().isToBeExposed()) {
      expose(before, Cause.UNKNOWN);
    }
  }

  private LeafMemory remembered(Identifier leaf) throws IOException {
    LeafMemory known = kept.read();
    return known == null ? LeafMemory.of(leaf) : known;
  }

  private void take(Identification.Outcome outcome, LeafMemory before, Cause cause)
      throws Exception {
    publish(outcome, before, cause);
    Leaf leaf = outcome.memory().leaf();
    if (!leaf.isToBeExposed()) {
      return;
    }
    if (!leaf.label().equals(leaf.id()) || (replay && leaf.exposed() == null)) {
      // In a replay, too: the customer is to know who it consists of before anything is counted.
      expose(remembered(leaf.id()), cause);
    } else if (replay) {
      outlets.visitWhenAllIsKnown();
    } else if (leaf.exposed() != null) {
      // An order took its label away; what others tell of that order changes nothing about it.
      outlets.visitWhenSettled();
    }
  }

  private void expose(LeafMemory before, Cause cause) throws Exception {
    publish(identification.exposed(before, commands), before, cause);
  }

  private void publish(Identification.Outcome outcome, LeafMemory before, Cause cause)
      throws Exception {
    LeafMemory after = outcome.memory();
    outcome.toCustomers().forEach(outlets::tell);
    outcome.toLeaves().forEach(outlets::tell);
    outcome.commands().forEach(outlets::ask);
    if (after.leaf().erasedUpTo() > before.leaf().erasedUpTo()) {
      recordErasure(before, after.leaf());
    }
    kept.write(
        before, Account.isDue(before, after, cause) ? accounted(before, after, cause) : after);
  }

  private LeafMemory accounted(LeafMemory before, LeafMemory after, Cause cause) throws Exception {
    Account account = provenance.account(before, after, cause, outlets.now());
    account.entries().forEach(outlets::record);
    if (account.change() != null) {
      outlets.publish(account.change());
    }
    return after.withLinksShown(account.provenance().links().size());
  }

  /** Of those that an order names, the first tells it. An order that came too early comes again. */
  private void tellThatItIsObeyed(LoopMessage.Trigger trigger) {
    IdentityCommand order = trigger.order();
    if (order != null
        && order.identifier().equals(trigger.to())
        && trigger.seq() <= commands.position()) {
      outlets.record(new OrderObeyed(trigger.seq(), order, outlets.now()));
    }
  }

  /**
   * Of the customer that it is of, and of the one that it was by itself before, if it was: what was
   * decided then is under that id still, and who has replaced it is forgotten as well. What came of
   * the events that were forgotten may be as late as the last of them.
   */
  private void recordErasure(LeafMemory before, Leaf leaf) {
    CustomerMemory forgotten = before.contribution().whole();
    Instant upTo = Instant.ofEpochMilli(leaf.erasedUpTo());
    Instant last = forgotten.lastSeenAt();
    Instant end = last == null || last.isBefore(upTo) ? upTo : last;
    String customerId = identification.customerOf(before);
    String own = identification.ownCustomer(leaf.id());
    outlets.record(new CustomerErased(customerId, leaf.id(), end, forgotten.events()));
    if (!own.equals(customerId)) {
      outlets.record(new CustomerErased(own, leaf.id(), end, 0));
    }
  }
}
