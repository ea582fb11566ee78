package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.telemetry.EngagementMetrics;
import io.rtoto.jobs.time.Present;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.JournalEntry;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happens to a customer, and what is said upon it. */
final class Conversation {
  private final Customer customer;
  private final Engagement engagement;
  private final RulesInForce rules;
  private final EngageSettings settings;
  private final Present present;
  private final EngagementMetrics metrics;
  private final Outlets outlets;
  private final @Nullable RehearsedRules rehearsed;

  Conversation(
      Customer customer,
      Engagement engagement,
      RulesInForce rules,
      EngageSettings settings,
      Present present,
      EngagementMetrics metrics,
      Outlets outlets,
      @Nullable RehearsedRules rehearsed) {
    this.customer = customer;
    this.engagement = engagement;
    this.rules = rules;
    this.settings = settings;
    this.present = present;
    this.metrics = metrics;
    this.outlets = outlets;
    this.rehearsed = rehearsed;
  }

  void counts(EventCounted counted) throws Exception {
    CustomerMemory before = customer.memory();
    customer.counts(counted);
    metrics.count(counted.identified().event(), rules.standards().tiers().currency());
    Outcome outcome =
        engagement.happened(before, customer.memory(), counted.identified(), now(), rules);
    CustomerMemory after = customer.memory();
    take(outcome);
    if (outcome.remarks().isEmpty()) {
      outlets.publish(customer);
    }
    rehearse(
        outcome, others -> engagement.happened(before, after, counted.identified(), now(), others));
  }

  /** The customer looks at a product. */
  void looks(ViewAnswered answer) throws Exception {
    if (!settings.isReplay()) {
      metrics.answered(answer.view().at(), present.clock());
    }
    CustomerMemory memory = customer.memory();
    Outcome outcome = engagement.looks(memory, answer, now(), rules);
    take(outcome);
    rehearse(outcome, others -> engagement.looks(memory, answer, now(), others));
  }

  /** The look was counted, and has left with its identifier. */
  void answeredTooLate() {
    metrics.answeredTooLate();
  }

  /** Whether nothing that is due is noticed until rules come. */
  boolean awaitsRules() {
    return rules.areAwaited();
  }

  /** What was due by then is noticed. */
  void timePassed(Instant to) throws Exception {
    if (present.isCutShort()) {
      return;
    }
    Instant end = settings.replayEnd();
    Instant reached = end != null && end.isBefore(to) ? end : to;
    Outcome outcome =
        engagement.timePassed(
            customer.id(), customer.memory(), reached, present.watermark(), now(), rules);
    if (!settings.isReplay()) {
      outcome.heard().forEach(heard -> metrics.noticed(heard.occasion().at(), present.clock()));
    }
    CustomerMemory memory = customer.memory();
    take(outcome);
    rehearse(outcome, others -> engagement.rehearsed(memory, outcome.heard(), others));
  }

  /**
   * What comes of a moment goes out now, which may be long afterwards: live after an outage, or
   * where history is read first. In a replay nothing goes out, and nothing may hang on the clock.
   */
  private Instant now() {
    return settings.isReplay() || settings.recordedPast() ? Instant.MIN : present.clock();
  }

  /** After what is in force was carried out: nobody waits for a rehearsal. */
  private void rehearse(Outcome inForce, Function<RulesInForce, Outcome> course) {
    if (rehearsed != null) {
      Outcome would = course.apply(rehearsed.rules());
      rehearsed.compare(inForce, would, metrics);
      would.decisions().forEach(outlets::rehearse);
    }
  }

  private void take(Outcome outcome) throws Exception {
    for (Decision decision : outcome.decisions()) {
      metrics.count(decision);
      outlets.decide(decision);
    }
    for (JournalEntry entry : outcome.journal()) {
      metrics.count(entry);
      outlets.record(entry);
    }
    outcome.leftOut().forEach(metrics::leftOut);
    if (!outcome.remarks().isEmpty()) {
      customer.notes(outcome.remarks());
      outlets.publish(customer);
    }
  }
}
