package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.ProductUnlisted;
import io.rtoto.jobs.memory.Stamp;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.memory.Views;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.time.Deferred;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.Present;
import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.IdentifiedEvent;
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

  /** The answer to an event comes after the event itself. */
  static Turn turn(CustomerMessage message) {
    if (message instanceof ViewAnswered answered) {
      View view = answered.view();
      return new Turn(view.at(), view.messageId(), view.eventId() + " answered");
    }
    if (message instanceof ProductUnlisted unlisted) {
      return new Turn(
          unlisted.at(),
          unlisted.messageId(),
          unlisted.eventId() + " unlisted " + unlisted.productId());
    }
    IdentifiedEvent identified = ((EventCounted) message).identified();
    return Turn.of(identified.event().occurrence(), identified.eventId());
  }

  private static Identifier leaf(CustomerMessage message) {
    if (message instanceof ProductUnlisted unlisted) {
      return unlisted.leaf();
    }
    return message instanceof ViewAnswered answered
        ? answered.view().leaf()
        : ((EventCounted) message).identified().origin();
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
    deferred.release(one -> !leaf(one).equals(leaf), step);
  }

  /**
   * Whether it is the answer to a look that has not come yet: that one goes another way. A look
   * that is too old to be remembered may have come or not; nothing that is asked hangs on it.
   */
  boolean isEarly(CustomerMessage message) throws Exception {
    if (message instanceof ProductUnlisted unlisted) {
      return !customer.has(unlisted.leaf());
    }
    if (!(message instanceof ViewAnswered answered)) {
      return false;
    }
    Stamp look = answered.view().stamp();
    Views views = customer.memory().views();
    return !views.has(look) && !(views.areNewerThan(look) && customer.has(leaf(message)));
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
