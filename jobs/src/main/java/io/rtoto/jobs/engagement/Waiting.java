package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.InTurn;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.time.Deferred;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.Present;
import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.Identifier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits at a customer until something else is settled: what comes after a deadline that is
 * still open, and answers that came before the looks that they answer.
 */
final class Waiting {
  private final Deferred<CustomerMessage> deferred;
  private final Deferred<CustomerMessage> early;
  private final Customer customer;
  private final EngageSettings settings;
  private final Present present;
  private boolean answersWait;

  /**
   * At this customer.
   *
   * @param answersWait whether any answer waits for its look
   */
  Waiting(
      KeptCustomer kept,
      Customer customer,
      EngageSettings settings,
      Present present,
      boolean answersWait) {
    this.deferred = kept.deferred();
    this.early = kept.early();
    this.customer = customer;
    this.settings = settings;
    this.present = present;
    this.answersWait = answersWait;
  }

  /** When it is its turn. */
  static Turn turn(CustomerMessage message) {
    return inTurn(message).turn();
  }

  /** All but what tells of identifiers, which never waits. */
  private static InTurn inTurn(CustomerMessage message) {
    return (InTurn) message;
  }

  /** Whether any answer waits for its look. */
  boolean answersWait() {
    return answersWait;
  }

  /**
   * Whether this event comes after a deadline that is still open: what came of it must be known
   * first. It will be soon, for the timer of the deadline is set.
   */
  boolean mustWait(CustomerMessage message) {
    return openBefore(message) != null;
  }

  /** The same of one that waits, once the timer has set off: until the next deadline. */
  private boolean mustStillWait(CustomerMessage message) {
    Instant due = openBefore(message);
    return due != null && present.isAhead(due);
  }

  private @Nullable Instant openBefore(CustomerMessage message) {
    if (settings.isReplay() || present.isCutShort()) {
      return null;
    }
    Instant at = turn(message).at();
    Instant due = customer.nextDue();
    boolean comesAfter = due != null && !at.isBefore(due);
    return comesAfter && !at.isAfter(present.clock().plus(settings.outOfOrder())) ? due : null;
  }

  void add(CustomerMessage message) throws Exception {
    deferred.add(message);
  }

  /** Takes what need not wait any longer, now that the timer of a deadline has set off. */
  void releaseAfterDeadline(EventTimeOrder.Step<CustomerMessage> step) throws Exception {
    if (!settings.isReplay()) {
      deferred.release(this::mustStillWait, step);
    }
  }

  /** Takes what has nothing to wait for any more, now that an identifier has come or left. */
  void releaseAfterMove(EventTimeOrder.Step<CustomerMessage> step) throws Exception {
    deferred.release(this::mustWait, step);
  }

  /** Takes what waits of that identifier. */
  void releaseAllOf(Identifier leaf, EventTimeOrder.Step<CustomerMessage> step) throws Exception {
    deferred.release(one -> !inTurn(one).leaf().equals(leaf), step);
  }

  /** Whether it answers something that has not come yet: that one goes another way. */
  boolean isEarly(CustomerMessage message) throws Exception {
    return inTurn(message).isEarly(customer.memory(), customer::has);
  }

  void addEarly(CustomerMessage answer) throws Exception {
    early.add(answer);
    answersWait = true;
  }

  /** Takes the answers whose looks have come. */
  void releaseAnswers(EventTimeOrder.Step<CustomerMessage> step) throws Exception {
    if (answersWait) {
      answersWait = early.release(this::isEarly, step);
    }
  }

  /** Takes all answers: a look that has not come by now has left with its identifier. */
  void releaseAllAnswers(EventTimeOrder.Step<CustomerMessage> step) throws Exception {
    answersWait = early.release(one -> false, step);
  }
}
