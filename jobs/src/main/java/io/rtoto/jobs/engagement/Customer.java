package io.rtoto.jobs.engagement;

import io.rtoto.jobs.identity.protocol.Component;
import io.rtoto.jobs.memory.ContributionPut;
import io.rtoto.jobs.memory.Contributions;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.journal.DecisionNotMade;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer during one visit: what is remembered, and what is awaited by it. */
final class Customer {
  private final String id;
  private final Contributions contributions;
  private final Engagement engagement;
  private final RulesInForce rules;
  private final Instant now;
  private Contributions.Fold fold;
  private @Nullable List<Absence> awaited;
  private boolean changed;

  /**
   * A customer.
   *
   * @param now as of when the customer is portrayed, unless something happened later
   */
  Customer(
      String id,
      Contributions contributions,
      Engagement engagement,
      RulesInForce rules,
      Instant now,
      Contributions.Fold fold) {
    this.id = id;
    this.contributions = contributions;
    this.engagement = engagement;
    this.rules = rules;
    this.now = now;
    this.fold = fold;
  }

  String id() {
    return id;
  }

  Contributions.Fold fold() {
    return fold;
  }

  CustomerMemory memory() {
    return fold.memory();
  }

  /** Whether anything has happened that is not forgotten. */
  boolean isKnown() {
    return memory().events() > 0;
  }

  boolean hasSeveralIdentifiers() {
    return fold.hasSeveral();
  }

  /** Whether the identifier is one of the customer's. */
  boolean has(Identifier leaf) throws Exception {
    return contributions.has(leaf, fold);
  }

  /** How the identifiers hang together. */
  Component component() throws Exception {
    return contributions.component(fold);
  }

  /**
   * What was offered and noted upon the events of that identifier, what is held, and when to look
   * again: not that it was decided or done, for a crash may take that back.
   */
  Remark toTravelWith(Identifier leaf) throws Exception {
    CustomerMemory contribution = contributions.of(leaf, fold);
    return Remark.travelling(
        leaf,
        contribution.offersMade().open(),
        contribution.appointments().open(),
        contribution.tags(),
        contribution.unlisted());
  }

  /** Whether there is anything else to remember than before the visit. */
  boolean isChanged() {
    return changed;
  }

  /** What becomes a moment unless something happens first, earliest first. */
  private List<Absence> awaited() {
    if (awaited == null) {
      awaited = engagement.awaited(memory(), rules);
    }
    return awaited;
  }

  /** When the first of those does; null when there is none. */
  @Nullable Instant nextDue() {
    return awaited().isEmpty() ? null : awaited().get(0).deadline();
  }

  /** When the first does that is due after that; null when there is none. */
  @Nullable Instant nextDueAfter(Instant time) {
    return awaited().stream()
        .map(Absence::deadline)
        .filter(due -> due.isAfter(time))
        .findFirst()
        .orElse(null);
  }

  CustomerSnapshot portrait() {
    return Portrait.of(id, memory(), awaited(), rules.standards(), now);
  }

  void counts(EventCounted counted) throws Exception {
    IdentifiedEvent event = counted.identified();
    become(
        contributions.change(event.origin(), counted.edges(), fold, memory -> memory.apply(event)));
  }

  /** What was said or noticed upon events of the customer. */
  void notes(List<Remark> remarks) throws Exception {
    for (Remark remark : remarks) {
      become(with(remark));
    }
  }

  /**
   * What an identifier of the customer has heard, and the customer perhaps has not.
   *
   * @return what was held and has no room any more
   */
  List<DecisionNotMade> hears(Remark remark) throws Exception {
    Contributions.Fold after = with(remark);
    if (after.equals(fold)) {
      return List.of();
    }
    List<Held> displaced =
        after.memory().equals(memory())
            ? List.of()
            : memory().offersMade().displacedBeside(remark.offersMade());
    become(after);
    return HeldOffer.displaced(id, displaced, memory(), rules);
  }

  /**
   * What was said and noticed here upon the identifier's events stays, for it may not have heard of
   * it yet; but not where events are gone: those were erased, and so is what was said upon them.
   *
   * @return what was held and has no room any more
   */
  List<DecisionNotMade> puts(ContributionPut put) throws Exception {
    Identifier leaf = put.leaf();
    CustomerMemory before = contributions.of(leaf, fold);
    CustomerMemory told = put.contribution();
    boolean erased = told.events() < before.events();
    CustomerMemory contribution = erased ? told : told.with(before.remarks(leaf));
    List<Held> held = memory().offersMade().held();
    // What it held before was told of already, where there was no room for it.
    List<Held> displaced =
        memory().offersMade().displacedBeside(contribution.offersMade()).stream()
            .filter(one -> held.contains(one) || !before.offersMade().held().contains(one))
            .toList();
    become(contributions.put(new Contributions.Member(leaf, contribution, put.edges()), fold));
    return HeldOffer.displaced(id, displaced, memory(), rules);
  }

  /**
   * What is overdue only because an identifier came or left had its time; so had what comes to
   * light once that is noted, unless it cannot be remembered that it was.
   */
  void notesWhatHadItsTime(CustomerMemory before, Instant time) throws Exception {
    CustomerMemory unaware;
    do {
      unaware = memory();
      notes(engagement.hadItsTime(before, unaware, time, rules));
    } while (!memory().equals(unaware));
  }

  void retracts(Identifier leaf) throws Exception {
    become(contributions.retract(leaf, fold));
  }

  private Contributions.Fold with(Remark remark) throws Exception {
    return contributions.change(remark.leaf(), fold, memory -> memory.with(remark));
  }

  private void become(Contributions.Fold after) {
    fold = after;
    awaited = null;
    changed = true;
  }
}
