package io.rtoto.jobs.engagement;

import io.rtoto.rules.Verdict;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.flow.InformedEvent;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RuleFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What now? From a customer's memory and what happens to what is remembered and decided. Keeps
 * nothing itself, and knows no clock.
 */
final class Engagement {
  private static final Comparator<Absence> EARLIEST_FIRST =
      Comparator.comparing(Absence::deadline).thenComparing(Absence::name);

  private static final CustomerEvent.Cases<Optional<ProductMention>> THE_PRODUCT_VIEWED =
      new CustomerEvent.Cases<>() {
        @Override
        public Optional<ProductMention> otherwise(CustomerEvent event) {
          return Optional.empty();
        }

        @Override
        public Optional<ProductMention> productViewed(ProductViewed event) {
          return Optional.of(event.product());
        }
      };

  private final Duration cartIdleAfter;
  private final Arbitration arbitration;

  /**
   * An engagement.
   *
   * @param cartIdleAfter after how long without activity a cart is abandoned
   * @param offerAgainAfter after how long the same offer may be made to a customer again
   */
  Engagement(Duration cartIdleAfter, Duration offerAgainAfter) {
    this.cartIdleAfter = cartIdleAfter;
    this.arbitration = new Arbitration(offerAgainAfter);
  }

  /** An event happens: it enters the memory, and where it is a moment the rules are asked. */
  Outcome happened(CustomerMemory before, InformedEvent informed, RulesInForce rules) {
    IdentifiedEvent identified = informed.identified();
    Course course = new Course(before.apply(identified), rules);
    course.journal.add(
        new EventApplied(
            identified.eventId(),
            identified.customerId(),
            identified.origin(),
            identified.event()));
    identified
        .event()
        .fold(THE_PRODUCT_VIEWED)
        .ifPresent(product -> course.ask(lookAt(product, informed, course.memory)));
    return course.outcome();
  }

  /** Time passes up to an instant: each absence whose deadline it reaches becomes a moment. */
  Outcome timePassed(String customerId, CustomerMemory before, Instant now, RulesInForce rules) {
    Course course = new Course(before, rules);
    for (Absence due = next(before);
        due != null && !due.deadline().isAfter(now);
        due = next(course.memory)) {
      course.memory = due.noticedIn(course.memory);
      course.ask(
          new Occasion(
              customerId,
              due.moment(),
              due.causeEventId(),
              due.deadline(),
              List.of(Facts.customer(course.memory, due.deadline()))));
    }
    return course.outcome();
  }

  /** What becomes a moment unless something happens first, earliest first. */
  List<Absence> open(CustomerMemory memory) {
    List<Absence> open = new ArrayList<>();
    IdleCart.in(memory, cartIdleAfter).ifPresent(open::add);
    BrokenRhythm.in(memory).ifPresent(open::add);
    open.sort(EARLIEST_FIRST);
    return open;
  }

  private @Nullable Absence next(CustomerMemory memory) {
    List<Absence> open = open(memory);
    return open.isEmpty() ? null : open.get(0);
  }

  private static Occasion lookAt(
      ProductMention product, InformedEvent informed, CustomerMemory memory) {
    IdentifiedEvent identified = informed.identified();
    Instant at = identified.event().occurrence().at();
    List<Object> facts = new ArrayList<>();
    facts.add(Facts.customer(memory, at));
    Facts.candidates(memory, product, informed.companions()).ifPresent(facts::add);
    return new Occasion(
        identified.customerId(),
        Facts.productViewed(memory, product),
        identified.eventId(),
        at,
        facts);
  }

  /** The course of one event, or of one stretch of time: gathers what comes of it. */
  private final class Course {
    private final RulesInForce rules;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private CustomerMemory memory;

    private Course(CustomerMemory memory, RulesInForce rules) {
      this.memory = memory;
      this.rules = rules;
    }

    private void ask(Occasion occasion) {
      Verdict verdict = rules.ask(occasion.moment(), occasion.facts());
      Arbitration.Choice choice =
          arbitration.choose(occasion, verdict, rules.version(), memory.offersMade());
      if (!choice.decisions().isEmpty()) {
        memory = memory.withOffersMade(choice.offersMade());
      }
      decisions.addAll(choice.decisions());
      heard.add(new Heard(occasion, choice.rulings(), verdict.failures()));
      journal.add(
          new MomentArose(
              occasion.momentId(),
              occasion.moment().name(),
              occasion.customerId(),
              occasion.causeEventId(),
              occasion.at(),
              choice.decisions().size()));
      for (Verdict.Failure failure : verdict.failures()) {
        journal.add(
            new RuleFailed(
                failure.rule(),
                rules.version(),
                occasion.moment().name(),
                occasion.customerId(),
                occasion.causeEventId(),
                occasion.at(),
                failure.error()));
      }
    }

    private Outcome outcome() {
      return new Outcome(memory, decisions, journal, heard);
    }
  }
}
