package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.time.Turn;
import io.rtoto.rules.RuleBook;
import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RuleFailed;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Rules on recorded events: what they would have decided. Memory, moments and arbitration are those
 * of engage in a replay, customer by customer.
 *
 * <p>Only the answers to looks are missing, for they hang on what all customers did: <i>
 * RecommendationReady</i> never arises. What is recommended is no contact and leaves no trace in
 * the memory, so all other moments are decided as they were, unless a rule on that one offers or
 * notes something.
 *
 * <p>Keeps nothing between two customers. For one thread at a time.
 */
public final class Hindsight implements AutoCloseable {
  private static final Comparator<EventApplied> IN_TURN =
      Comparator.comparing(one -> Turn.of(one.event().occurrence(), one.eventId()));

  /** Nothing goes out, and nothing may hang on the clock. */
  private static final Instant AT_ONCE = Instant.MIN;

  private final Engagement engagement;
  private final BorrowedRules borrowed;
  private final RulesInForce rules;

  private Hindsight(Engagement engagement, BorrowedRules borrowed, RulesInForce rules) {
    this.engagement = engagement;
    this.borrowed = borrowed;
    this.rules = rules;
  }

  /**
   * What is in force beside the rules, all the time.
   *
   * @param settings of engage: what decides, such as for how long a cart is idle
   * @param models of who comes back, or of how long products last; one of each at most
   * @param soldOut whether a product cannot be delivered; any thread may ask
   */
  public record Beside(
      EngageSettings settings, Collection<ModelParameters> models, Predicate<String> soldOut) {}

  /**
   * What came of a stretch of a customer's time.
   *
   * @param memory what is remembered at its end
   * @param decisions in the order in which they were made
   * @param notMade what was proposed and stopped, in that order
   * @param failures the rules that threw, in that order
   */
  public record Stretch(
      CustomerMemory memory,
      List<Decision> decisions,
      List<DecisionNotMade> notMade,
      List<RuleFailed> failures) {}

  /**
   * By the rules of that bundle, as if they had always been there.
   *
   * @throws IllegalArgumentException when the bundle does not hold together
   */
  public static Hindsight of(RuleBundle bundle, Beside beside) {
    return of(BorrowedRules.of(bundle, true), beside, Map.of());
  }

  /**
   * The same, where all that the rules are asked is heard by that witness too.
   *
   * @throws IllegalArgumentException when the bundle does not hold together
   */
  public static Hindsight heardBy(RuleBook.Witness witness, RuleBundle bundle, Beside beside) {
    return of(BorrowedRules.heardBy(witness, bundle), beside, Map.of());
  }

  /**
   * By the rules of a bundle that takes the place of these: as when it is published, what was due
   * before on a moment that none of these is on is not asked about any more.
   *
   * @param published when
   * @param witness hears all that the bundle's rules are asked
   * @throws IllegalArgumentException when the bundle does not hold together
   */
  public Hindsight replacedBy(
      RuleBundle bundle, Beside beside, Instant published, RuleBook.Witness witness) {
    Map<String, Instant> since = new HashMap<>();
    for (Class<?> type : Moment.class.getPermittedSubclasses()) {
      Class<? extends Moment> moment = type.asSubclass(Moment.class);
      if (!rules.areOn(moment)) {
        since.put(Moment.nameOf(moment), published);
      }
    }
    return of(BorrowedRules.heardBy(witness, bundle), beside, since);
  }

  private static Hindsight of(BorrowedRules borrowed, Beside beside, Map<String, Instant> since) {
    EngageSettings settings = beside.settings();
    return new Hindsight(
        new Engagement(settings.patience(), settings.offerAgainAfter(), settings.exploration()),
        borrowed,
        new AllInForce(
            borrowed,
            borrowed.standards().with(beside.models()),
            beside.soldOut(),
            since,
            new RuleTally()));
  }

  /** What is remembered of a customer of whom no more is known than by which names they go. */
  public static CustomerMemory stranger(Collection<Identifier> names) {
    return names.stream()
        .map(CustomerMemory::of)
        .reduce(CustomerMemory.EMPTY, CustomerMemory::merge);
  }

  /**
   * Goes through a stretch of a customer's time.
   *
   * @param before what is remembered at its beginning
   * @param events of the customer in that time, in any order; each once
   * @param until the end of that time; what is due then is still noticed
   */
  public Stretch live(
      String customerId, CustomerMemory before, Collection<EventApplied> events, Instant until) {
    Course course = new Course(customerId, before);
    events.stream().sorted(IN_TURN).forEach(course::happens);
    course.timePasses(until);
    return new Stretch(course.memory, course.decisions, course.notMade, course.failures);
  }

  @Override
  public void close() {
    borrowed.close();
  }

  /** Gathers what comes of a stretch. */
  private final class Course {
    private final String customerId;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<DecisionNotMade> notMade = new ArrayList<>();
    private final List<RuleFailed> failures = new ArrayList<>();
    private CustomerMemory memory;

    private Course(String customerId, CustomerMemory memory) {
      this.customerId = customerId;
      this.memory = memory;
    }

    private void happens(EventApplied recorded) {
      timePasses(recorded.event().occurrence().at());
      IdentifiedEvent event =
          new IdentifiedEvent(
              recorded.eventId(),
              customerId,
              recorded.identifier(),
              List.of(recorded.identifier()),
              recorded.event());
      take(engagement.happened(memory, memory.apply(event), event, AT_ONCE, rules));
    }

    private void timePasses(Instant to) {
      take(engagement.timePassed(customerId, memory, to, AT_ONCE, AT_ONCE, rules));
    }

    private void take(Outcome outcome) {
      memory = outcome.memory();
      decisions.addAll(outcome.decisions());
      for (JournalEntry entry : outcome.journal()) {
        if (entry instanceof DecisionNotMade none) {
          notMade.add(none);
        } else if (entry instanceof RuleFailed failed) {
          failures.add(failed);
        }
      }
    }
  }
}
