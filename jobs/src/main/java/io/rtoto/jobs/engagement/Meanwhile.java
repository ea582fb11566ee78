package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.ContactTimeline.Kind;
import io.rtoto.jobs.memory.Conversations;
import io.rtoto.jobs.memory.Conversations.OpenQuestion;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.AgreementChanged;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Birthday;
import io.rtoto.rules.facts.CallbackRequested;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.CartChanged;
import io.rtoto.rules.facts.CheckoutStalled;
import io.rtoto.rules.facts.CheckoutStarted;
import io.rtoto.rules.facts.CustomerWrote;
import io.rtoto.rules.facts.Dormant;
import io.rtoto.rules.facts.FirstOrder;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.NthOrder;
import io.rtoto.rules.facts.OrderPlaced;
import io.rtoto.rules.facts.QuestionUnanswered;
import io.rtoto.rules.facts.ReplenishmentDue;
import io.rtoto.rules.facts.SessionEnded;
import io.rtoto.rules.facts.TierChanged;
import io.rtoto.rules.facts.Wakeup;
import io.rtoto.schemas.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What became, while it was held, of what a moment tells: how it stands by now, and whether it is
 * so at all. Of what only happened, such as a look or a return, nothing can become.
 *
 * @param then the moment, as it was held
 * @param cause the event that caused it
 * @param memory what is remembered of the customer by now
 */
record Meanwhile(Moment then, Activity cause, CustomerMemory memory) {

  /**
   * The moment with what waits and lies in the cart by now. What is not so any more is told as it
   * was: that stands in its way.
   *
   * @param soldOut whether a product cannot be delivered now
   */
  Moment asOf(Instant now, Predicate<String> soldOut) {
    int products = memory.cart().inCart().size();
    int items = memory.cart().items();
    Money worth = memory.cart().worth();
    long minor = Facts.minor(worth);
    String currency = Facts.currency(worth);
    if (then instanceof CartAbandoned left) {
      return memory.cart().isEmpty() || isActive(left.idleMinutes(), now)
          ? then
          : IdleCart.of(
              memory, cause, Duration.ofMinutes(left.idleMinutes()), idleMinutes(now), soldOut);
    }
    if (then instanceof CheckoutStalled stalled) {
      return memory.cart().isEmpty() || isActive(stalled.idleMinutes(), now)
          ? then
          : StalledCheckout.of(memory, Duration.ofMinutes(idleMinutes(now)));
    }
    if (then instanceof QuestionUnanswered asked) {
      return question(asked)
          .<Moment>map(open -> UnansweredQuestion.of(memory, open, now, open.left() != null))
          .orElse(then);
    }
    if (then instanceof Wakeup woken) {
      return new Wakeup(
          woken.purpose(),
          woken.afterMinutes(),
          isSinceCause(memory.lastActivity()),
          isSinceCause(memory.orders().last()),
          products,
          items,
          minor,
          currency);
    }
    if (then instanceof CartChanged changed) {
      return new CartChanged(
          changed.change(), changed.productId(), products, items, minor, currency);
    }
    if (then instanceof CustomerWrote wrote) {
      return new CustomerWrote(wrote.channel(), wrote.question(), products, items, minor, currency);
    }
    if (then instanceof CallbackRequested asked) {
      return new CallbackRequested(asked.channel(), products, items, minor, currency);
    }
    if (then instanceof SessionEnded ended) {
      return new SessionEnded(
          ended.minutes(),
          ended.views(),
          ended.viewedProducts(),
          ended.ordered(),
          products,
          items,
          minor,
          currency);
    }
    return then;
  }

  /**
   * Whether it is not so any more.
   *
   * @param standards by which customers are judged now
   * @param now as of when it is said
   * @param goesOut when it goes out
   */
  boolean isOtherwise(Standards standards, Instant now, Instant goesOut) {
    if (then instanceof CartAbandoned left) {
      return memory.cart().isEmpty() || isActive(left.idleMinutes(), now);
    }
    if (then instanceof CheckoutStalled stalled && isActive(stalled.idleMinutes(), now)) {
      return true;
    }
    if (then instanceof CheckoutStalled || then instanceof CheckoutStarted) {
      return memory.cart().isEmptiedSince(cause.at());
    }
    if (then instanceof CartChanged changed) {
      return changed.change().equals("added") && !memory.cart().holds(changed.productId());
    }
    if (then instanceof QuestionUnanswered asked) {
      return question(asked).isEmpty();
    }
    if (then instanceof CallbackRequested) {
      return isCalledSince();
    }
    if (then instanceof SessionEnded) {
      return isSinceCause(memory.lastActivity());
    }
    if (then instanceof AttritionRisen || then instanceof Dormant) {
      return isSinceCause(memory.orders().last());
    }
    if (then instanceof ReplenishmentDue due) {
      return !isLastBoughtAsOf(due);
    }
    if (then instanceof TierChanged changed) {
      return !changed.to().equals(standards.tier(memory.orders().kept(), now));
    }
    if (then instanceof OrderPlaced || then instanceof FirstOrder || then instanceof NthOrder) {
      return isTakenBackSince();
    }
    if (then instanceof Birthday) {
      ZoneId zone = memory.traits().zoneOr(standards.zone());
      return !ComingBirthday.isOn(goesOut.atZone(zone).toLocalDate(), memory.traits());
    }
    return then instanceof AgreementChanged changed
        && AgreementMove.isOtherwiseNow(changed, memory.backOffice().agreements());
  }

  /** Whether the customer is back at it: else they would be told what they are about to finish. */
  private boolean isActive(long patienceMinutes, Instant now) {
    return idleMinutes(now) < patienceMinutes;
  }

  private long idleMinutes(Instant now) {
    Activity last = memory.lastActivity();
    return Math.max(0, Duration.between((last == null ? cause : last).at(), now).toMinutes());
  }

  private boolean isSinceCause(@Nullable Activity activity) {
    return activity != null && activity.at().isAfter(cause.at());
  }

  /** The question that was held, while it waits; or what was written so often upon it. */
  private Optional<OpenQuestion> question(QuestionUnanswered asked) {
    return memory.conversations().open().stream()
        .filter(open -> open.asked().eventId().equals(cause.eventId()) || hasDisplaced(open, asked))
        .findFirst();
  }

  private boolean hasDisplaced(OpenQuestion open, QuestionUnanswered asked) {
    return open.messages() == Conversations.MOST_MESSAGES
        && open.channel().equals(asked.channel())
        && isSinceCause(open.asked());
  }

  /** Contacts are known to the minute: in the same one the call came after it was asked for. */
  private boolean isCalledSince() {
    Instant minute = cause.at().truncatedTo(ChronoUnit.MINUTES);
    return memory.contacts().timeline().newestFirst().stream()
        .anyMatch(one -> one.kind() == Kind.SPOKE && !one.at().isBefore(minute));
  }

  private boolean isLastBoughtAsOf(ReplenishmentDue due) {
    return Optional.ofNullable(memory.recentPurchases().byProduct().get(due.product()))
        .filter(bought -> UsedUpProduct.dateOf(bought.last().day()).equals(due.lastBoughtOn()))
        .isPresent();
  }

  /**
   * Called off or paid back: of whichever order it was, thanks for one would come at a bad time.
   */
  private boolean isTakenBackSince() {
    return memory.orders().standing() == 0
        || memory.orders().takenBack().stream().anyMatch(back -> back.at().isAfter(cause.at()));
  }
}
