package io.rtoto.gateway.dashboard;

import static java.util.Objects.requireNonNull;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page is told at a time: figures, and the lines that are new. It costs the same at any
 * rate of events, since lines beyond a number are counted and not sent.
 *
 * @param whole whether these are all lines that the page shall show, or those to add to them
 * @param asOf when it was made
 * @param figures the counters
 * @param erased customers of whom everything is to be taken off the page, before the lines below
 * @param replaced ids of customers that were replaced, and by which, which may have been replaced
 *     in turn: those of the lines below, and those that are new. One that has a line in {@code
 *     customers} again is nobody else's any more
 * @param events new events, oldest first
 * @param eventsLeftOut how many more there were
 * @param customers customers who changed, oldest change first
 * @param decisions new decisions, oldest first
 * @param deadLetters new dead letters, oldest first
 * @param names of the products in these lines, by product and language (BCP 47)
 * @param missing what keeps events from being decided on, a sentence each
 */
record Frame(
    boolean whole,
    Instant asOf,
    Figures figures,
    List<String> erased,
    Map<String, String> replaced,
    List<EventLine> events,
    long eventsLeftOut,
    List<CustomerLine> customers,
    List<DecisionLine> decisions,
    List<DeadLetterLine> deadLetters,
    Map<String, Map<String, String>> names,
    List<String> missing) {

  /**
   * The counters.
   *
   * @param since from when on they count
   * @param events events applied
   * @param eventsPerSecond over the last seconds
   * @param repeats events that came again and were not applied again
   * @param customers customers with an event, counted to within one percent
   * @param decisions decisions by kind
   * @param deadLetters messages set aside
   * @param ruleFailures how often a rule failed
   * @param rulesSuspended the ids of the rules that failed too often and are not heard
   * @param rules the version of the rules in force; null before one is told
   * @param rulesNumber the number of its publication; null where that is not told
   */
  record Figures(
      Instant since,
      long events,
      double eventsPerSecond,
      long repeats,
      long customers,
      Map<DecisionKind, Long> decisions,
      long deadLetters,
      long ruleFailures,
      List<String> rulesSuspended,
      @Nullable String rules,
      @Nullable Long rulesNumber) {}

  /**
   * An event.
   *
   * @param id its id
   * @param type its kind, such as {@code ProductViewed}
   * @param customer whose, by the id of then
   * @param at when it happened
   * @param product the product that it is about; null when none
   * @param subject what else it is about, such as an order's id; null when nothing
   * @param amount the money in it; null when none
   */
  record EventLine(
      String id,
      String type,
      String customer,
      Instant at,
      @Nullable String product,
      @Nullable String subject,
      @Nullable Money amount) {
    EventLine {
      requireNonNull(at, "An event has a time.");
    }
  }

  /**
   * A customer.
   *
   * @param id the customer's id
   * @param identifiers the kinds of names that the customer goes by
   * @param events how many events
   * @param orders how many orders
   * @param spent what was spent; null before the first order
   * @param inCart how many pieces lie in the cart
   * @param lastSeenAt the latest event
   */
  record CustomerLine(
      String id,
      List<String> identifiers,
      long events,
      long orders,
      @Nullable Money spent,
      long inCart,
      Instant lastSeenAt) {}

  /**
   * A decision.
   *
   * @param id its id
   * @param kind what is to be done
   * @param customer for whom, by the id of then
   * @param moment at what moment
   * @param name what is offered or told
   * @param text what is read of it; null when there is no text
   * @param script what the agent goes by; null when there are no such words
   * @param products which products
   * @param rule by which rule
   * @param at when, in event time
   * @param facts what the rule went by
   * @param considered what was weighed
   * @param recommended why each product is shown; null where none is
   * @param arm on which side of the comparison the customer is: what one is held out of was not
   *     said; null where the rule only remembers something
   */
  record DecisionLine(
      String id,
      DecisionKind kind,
      String customer,
      String moment,
      String name,
      @Nullable String text,
      @Nullable String script,
      List<String> products,
      String rule,
      Instant at,
      Map<String, String> facts,
      List<Decision.Considered> considered,
      @Nullable List<Decision.Recommended> recommended,
      @Nullable Arm arm) {
    DecisionLine {
      // A decision without them is none, and must not get as far as a frame.
      requireNonNull(at, "A decision has a time.");
      products = List.copyOf(products);
    }
  }

  /**
   * A message that was set aside.
   *
   * @param reason why, as a code
   * @param detail why, as a sentence
   * @param place topic, partition and offset
   */
  record DeadLetterLine(String reason, String detail, String place) {}
}
