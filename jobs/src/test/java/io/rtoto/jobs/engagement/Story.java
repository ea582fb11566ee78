package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.rig.Customers;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.jobs.settings.Patience;
import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One customer's story, told in the order of time. */
final class Story {
  static final Duration CART_IDLE_AFTER = Duration.ofMinutes(30);
  static final Duration CHECKOUT_STALLED_AFTER = Duration.ofMinutes(10);
  static final Duration QUESTION_UNANSWERED_AFTER = Duration.ofMinutes(5);
  static final Duration SESSION_ENDED_AFTER = Duration.ofMinutes(20);

  /** Visits do not end, so that a test that is not about them need not speak of them. */
  static final Patience PATIENCE =
      new Patience(
          CART_IDLE_AFTER, CHECKOUT_STALLED_AFTER, QUESTION_UNANSWERED_AFTER, Duration.ZERO);

  private static final Patience WITH_SESSIONS =
      new Patience(
          CART_IDLE_AFTER, CHECKOUT_STALLED_AFTER, QUESTION_UNANSWERED_AFTER, SESSION_ENDED_AFTER);

  static final Duration OFFER_AGAIN_AFTER = Duration.ofHours(4);
  private static final double EXPLORATION = .1;

  private final Engagement engagement;
  private final RulesInForce rules;
  private final String customerId;
  private final List<Heard> heard = new ArrayList<>();
  private final List<JournalEntry> journal = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private CustomerMemory memory = CustomerMemory.EMPTY;
  private Instant now = Instant.MIN;

  private Story(String customerId, Patience patience, RulesInForce rules) {
    this.engagement = new Engagement(patience, OFFER_AGAIN_AFTER, EXPLORATION);
    this.customerId = customerId;
    this.rules = rules;
  }

  static Story of(Customers customer, RulesInForce rules) {
    return new Story(customer.id(), PATIENCE, rules);
  }

  static Story of(Customers customer) {
    return new Story(customer.id(), PATIENCE, RulesInForce.NONE);
  }

  /** One in which visits end. */
  static Story withSessions(Customers customer, RulesInForce rules) {
    return new Story(customer.id(), WITH_SESSIONS, rules);
  }

  Story then(Deed deed) {
    timePassesTo(deed.at());
    deed.told().forEach(this::isTold);
    return this;
  }

  /** From now on everything is heard of as late as that. */
  Story asOf(Instant clock) {
    now = clock;
    return this;
  }

  private void isTold(CustomerMessage message) {
    if (message instanceof ViewAnswered answered) {
      note(engagement.looks(memory, answered, now, rules));
    } else if (message instanceof EventCounted counted) {
      CustomerMemory after = memory.apply(counted.identified());
      note(engagement.happened(memory, after, counted.identified(), now, rules));
    }
  }

  Story timePassesTo(Instant to) {
    note(engagement.timePassed(customerId, memory, to, to, now, rules));
    return this;
  }

  /** From now on that is what is remembered, as where another version of the job wrote it. */
  Story remembers(CustomerMemory other) {
    memory = other;
    return this;
  }

  List<Moment> moments() {
    return heard.stream().map(one -> one.occasion().moment()).toList();
  }

  List<Heard> heard() {
    return heard;
  }

  List<Decision> decisions() {
    return decisions;
  }

  List<JournalEntry> journal() {
    return journal;
  }

  CustomerMemory memory() {
    return memory;
  }

  List<Absence> open() {
    return engagement.open(memory, rules);
  }

  List<Absence> awaited() {
    return engagement.awaited(memory, rules);
  }

  private void note(Outcome outcome) {
    memory = outcome.memory();
    heard.addAll(outcome.heard());
    journal.addAll(outcome.journal());
    decisions.addAll(outcome.decisions());
  }
}
