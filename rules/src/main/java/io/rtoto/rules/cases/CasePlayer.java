package io.rtoto.rules.cases;

import io.rtoto.rules.RuleBook;
import io.rtoto.rules.Verdict.Failure;
import io.rtoto.rules.Verdict.Proposed;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.models.ReplenishmentParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays what happens to one customer, with the memory and the moments of the real thing and a clock
 * that only this interface moves.
 */
public interface CasePlayer {
  /** This happens, at its own time; events come in the order of time. */
  void happens(CustomerEvent event);

  /** Nothing happens until then: what is due by then, that moment included, comes about. */
  void timePasses(Instant to);

  /** From now on all is heard of so much later, as after an outage. */
  void isHeardLate(Duration by);

  /** Every moment that came about so far, in order, and what came of it. */
  List<Answer> answers();

  /**
   * What came of one moment.
   *
   * @param moment its name, such as {@code CartAbandoned}
   * @param at when it came about
   * @param proposals every proposal and what came of it
   * @param failures the rules that threw
   */
  record Answer(String moment, Instant at, List<Weighed> proposals, List<Failure> failures) {}

  /**
   * A proposal and its fate.
   *
   * @param proposed what was proposed, and by which rule
   * @param outcome {@code chosen}, {@code outranked}, {@code repeated_too_soon} or {@code
   *     withdrawn_by:} and the guard's id
   * @param channel by which way an offer was to reach the customer; null of what is no offer
   */
  record Weighed(Proposed proposed, String outcome, @Nullable Channel channel) {}

  /** Starts a new customer's story. */
  @FunctionalInterface
  interface Factory {
    /**
     * A customer of whom nothing is known yet.
     *
     * @param book what is decided by
     * @param catalogue what the shop sells
     * @param lasting how long it lasts
     */
    CasePlayer play(RuleBook book, List<CatalogEntry> catalogue, ReplenishmentParameters lasting);
  }
}
