package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.rig.Customers;
import io.rtoto.jobs.rig.Deed;
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
  static final Duration OFFER_AGAIN_AFTER = Duration.ofHours(4);

  private final Engagement engagement = new Engagement(CART_IDLE_AFTER, OFFER_AGAIN_AFTER);
  private final RulesInForce rules;
  private final String customerId;
  private final List<Heard> heard = new ArrayList<>();
  private final List<JournalEntry> journal = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private CustomerMemory memory = CustomerMemory.EMPTY;

  private Story(String customerId, RulesInForce rules) {
    this.customerId = customerId;
    this.rules = rules;
  }

  static Story of(Customers customer, RulesInForce rules) {
    return new Story(customer.id(), rules);
  }

  static Story of(Customers customer) {
    return new Story(customer.id(), RulesInForce.NONE);
  }

  Story then(Deed deed) {
    timePassesTo(deed.at());
    deed.told().forEach(this::isTold);
    return this;
  }

  private void isTold(CustomerMessage message) {
    if (message instanceof ViewAnswered answered) {
      note(engagement.looks(memory, answered, rules));
    } else if (message instanceof EventCounted counted) {
      CustomerMemory after = memory.apply(counted.identified());
      note(engagement.happened(memory, after, counted.identified(), rules));
    }
  }

  Story timePassesTo(Instant to) {
    note(engagement.timePassed(customerId, memory, to, rules));
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
    return engagement.open(memory);
  }

  private void note(Outcome outcome) {
    memory = outcome.memory();
    heard.addAll(outcome.heard());
    journal.addAll(outcome.journal());
    decisions.addAll(outcome.decisions());
  }
}
