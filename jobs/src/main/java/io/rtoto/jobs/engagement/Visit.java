package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.ContributionPut;
import io.rtoto.jobs.memory.ContributionRemarked;
import io.rtoto.jobs.memory.ContributionRetracted;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.ProductUnlisted;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.Review;
import io.rtoto.jobs.time.WakeUp;
import io.rtoto.schemas.Identifier;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

/** One visit to a customer's state: one read, then what happens, then one write. */
final class Visit {
  private final KeptCustomer kept;
  private final Remembered before;
  private final Customer customer;
  private final Conversation conversation;
  private final Membership membership;
  private final Waiting waiting;
  private final WakeUp wakeUp;
  private final Review review;

  Visit(
      KeptCustomer kept,
      Remembered before,
      Customer customer,
      Conversation conversation,
      Membership membership,
      Waiting waiting,
      WakeUp wakeUp,
      Review review) {
    this.kept = kept;
    this.before = before;
    this.customer = customer;
    this.conversation = conversation;
    this.membership = membership;
    this.waiting = waiting;
    this.wakeUp = wakeUp;
    this.review = review;
  }

  /** It is the turn of an event or an answer, unless something else must be settled first. */
  void comes(CustomerMessage message) throws Exception {
    if (waiting.mustWait(message)) {
      waiting.add(message);
      wakeUp.arm(customer.nextDue());
    } else if (waiting.isEarly(message)) {
      waiting.addEarly(message);
      wakeUp.inAMoment();
    } else {
      happened(message);
      wakeUp.armAfterEvent(customer.nextDue());
    }
  }

  /** An identifier comes, or tells all again. */
  void puts(ContributionPut put) throws Exception {
    makeWayFor(put.leaf());
    membership.put(put);
    goOn();
  }

  /** An identifier leaves. */
  void retracts(ContributionRetracted retracted) throws Exception {
    makeWayFor(retracted.leaf());
    membership.retract(retracted);
    goOn();
  }

  /** What waits of it comes first: it is in what the identifier tells, and would count twice. */
  private void makeWayFor(Identifier leaf) throws Exception {
    waiting.releaseAllOf(leaf, this::happened);
    wakeUp.clear();
  }

  /** What waits of others may have nothing to wait for any more. */
  private void goOn() throws Exception {
    waiting.releaseAfterMove(this::happened);
    wakeUp.armAfterEvent(customer.nextDue());
  }

  void hears(ContributionRemarked remarked) throws Exception {
    membership.hears(remarked.remark());
    wakeUp.armAfterEvent(customer.nextDue());
  }

  /** Event time has reached a timer, set for what is due or for what the order holds back. */
  void wakesUp(long time, EventTimeOrder<CustomerMessage> order) throws Exception {
    wakeUp.wentOff(time);
    conversation.timePassed(Instant.ofEpochMilli(time));
    order.reaches(time, this::comesAfterWhatIsDue);
    waiting.releaseAfterDeadline(this::comesAfterWhatIsDue);
    Instant due = customer.nextDue();
    if (conversation.awaitsRules()) {
      wakeUp.armInAWhile(due);
      return;
    }
    // What is due still, and nothing came of it, has nothing come of it at the next timer either.
    wakeUp.arm(customer.isChanged() ? due : customer.nextDueAfter(Instant.ofEpochMilli(time)));
  }

  /** A moment has passed by the clock. */
  void waitsForLooksNoLonger() throws Exception {
    waiting.releaseAllAnswers(this::happened);
  }

  /** Rules or a model may have come that have something due for which no timer is set. */
  void comesUpForReview() {
    review.wentOff();
    wakeUp.armAfterEvent(customer.nextDue());
  }

  /** Who has ordered, or holds anything, is reviewed. */
  void comesUpAgain() {
    CustomerMemory memory = customer.memory();
    if (memory.orders().last() != null || !memory.backOffice().agreements().all().isEmpty()) {
      review.set();
    }
  }

  /** Writes what there is to remember, if it is anything else than before. */
  void remember() throws IOException {
    Remembered now =
        new Remembered(
            customer.fold(),
            wakeUp.at(),
            membership.asked(),
            waiting.answersWait(),
            review.isSet());
    if (customer.isChanged()
        || now.answersWait() != before.answersWait()
        || now.reviewed() != before.reviewed()
        || !Objects.equals(now.wakeUp(), before.wakeUp())) {
      kept.write(now);
    }
  }

  private void comesAfterWhatIsDue(CustomerMessage message) throws Exception {
    conversation.timePassed(Waiting.turn(message).at());
    happened(message);
  }

  private void happened(CustomerMessage message) throws Exception {
    if (message instanceof EventCounted counted) {
      conversation.counts(counted);
      waiting.releaseAnswers(this::happened);
    } else if (message instanceof ProductUnlisted unlisted) {
      if (customer.has(unlisted.leaf())) {
        membership.hears(unlisted.remark());
      }
    } else if (waiting.isEarly(message)) {
      conversation.answeredTooLate();
    } else {
      conversation.looks((ViewAnswered) message);
    }
  }
}
