package io.rtoto.jobs.memory;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.events.ActivityTracked;
import io.rtoto.schemas.events.AgentAnswered;
import io.rtoto.schemas.events.AgreementReported;
import io.rtoto.schemas.events.CallLogged;
import io.rtoto.schemas.events.ConversationEnded;
import io.rtoto.schemas.events.CreditLimitChanged;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.OfferOutcomeReported;
import io.rtoto.schemas.events.OrderCancelled;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.events.ShipmentMoved;
import io.rtoto.schemas.events.StoreVisited;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.time.Instant;
import java.util.Comparator;

/**
 * Something that the customer did on the page, or in talking with the shop: while it is the latest,
 * an absence counts from it.
 *
 * @param at event time
 * @param eventId which event it was
 * @param leaf the identifier that the event came under
 */
public record Activity(Instant at, String eventId, Identifier leaf)
    implements Comparable<Activity> {
  private static final Comparator<Activity> ORDER =
      Comparator.comparing(Activity::at).thenComparing(Activity::eventId);
  private static final ByTheCustomer BY_THE_CUSTOMER = new ByTheCustomer();

  static Activity of(IdentifiedEvent identified) {
    return new Activity(
        identified.event().occurrence().at(), identified.eventId(), identified.origin());
  }

  /** Whether this event shows the customer at work, rather than the shop. */
  static boolean isShownBy(CustomerEvent event) {
    return event.fold(BY_THE_CUSTOMER);
  }

  @Override
  public int compareTo(Activity other) {
    return ORDER.compare(this, other);
  }

  private static final class ByTheCustomer implements CustomerEvent.Cases<Boolean> {
    @Override
    public Boolean otherwise(CustomerEvent event) {
      return true;
    }

    /** What becomes of a message that the shop sent shows nobody at work. */
    @Override
    public Boolean activityTracked(ActivityTracked event) {
      return !SentMessages.isOneOf(event);
    }

    @Override
    public Boolean agentAnswered(AgentAnswered event) {
      return false;
    }

    @Override
    public Boolean conversationEnded(ConversationEnded event) {
      return false;
    }

    @Override
    public Boolean callLogged(CallLogged event) {
      return false;
    }

    /** They are at the counter, and not on the page. */
    @Override
    public Boolean storeVisited(StoreVisited event) {
      return false;
    }

    @Override
    public Boolean orderPlaced(OrderPlaced event) {
      return !event.cameThroughStore();
    }

    @Override
    public Boolean creditLimitChanged(CreditLimitChanged event) {
      return false;
    }

    @Override
    public Boolean shipmentMoved(ShipmentMoved event) {
      return false;
    }

    @Override
    public Boolean agreementReported(AgreementReported event) {
      return false;
    }

    @Override
    public Boolean orderCancelled(OrderCancelled event) {
      return false;
    }

    @Override
    public Boolean orderReturned(OrderReturned event) {
      return false;
    }

    @Override
    public Boolean offerOutcomeReported(OfferOutcomeReported event) {
      return event.outcome() == OfferOutcome.CLICKED || event.outcome() == OfferOutcome.DISMISSED;
    }
  }
}
