package io.rtoto.gateway.dashboard;

import io.rtoto.gateway.dashboard.Frame.CustomerLine;
import io.rtoto.gateway.dashboard.Frame.DeadLetterLine;
import io.rtoto.gateway.dashboard.Frame.DecisionLine;
import io.rtoto.gateway.dashboard.Frame.EventLine;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.ActivityTracked;
import io.rtoto.schemas.events.AgentAnswered;
import io.rtoto.schemas.events.CallLogged;
import io.rtoto.schemas.events.CheckoutStarted;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerWrote;
import io.rtoto.schemas.events.OfferOutcomeReported;
import io.rtoto.schemas.events.OrderCancelled;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductFoundSoldOut;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductRemovedFromCart;
import io.rtoto.schemas.events.ProductUnwished;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.events.ProductWished;
import io.rtoto.schemas.events.StoreVisited;
import io.rtoto.schemas.journal.EventApplied;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says in a line what a message says. What customers wrote, and whatever else could name them, is
 * left out: the page shows what goes on, not who it is.
 */
final class Lines {
  private static final int LONGEST_DETAIL = 160;
  private static final Subjects SUBJECTS = new Subjects();

  private Lines() {}

  static EventLine of(EventApplied applied) {
    CustomerEvent event = applied.event();
    Subject subject = event.fold(SUBJECTS);
    return new EventLine(
        applied.eventId(),
        event.type(),
        applied.customerId(),
        event.occurrence().at(),
        subject.product,
        subject.name,
        subject.amount);
  }

  static CustomerLine of(CustomerSnapshot snapshot) {
    return new CustomerLine(
        snapshot.customerId(),
        identifierTypes(snapshot),
        snapshot.events(),
        snapshot.orders(),
        spent(snapshot),
        snapshot.cart().stream().mapToLong(CustomerSnapshot.CartLine::quantity).sum(),
        snapshot.lastSeenAt());
  }

  static DecisionLine of(Decision decision) {
    return new DecisionLine(
        decision.decisionId(),
        decision.kind(),
        decision.customerId(),
        decision.moment(),
        decision.name(),
        decision.text(),
        decision.scriptText(),
        decision.products(),
        decision.rule(),
        decision.decidedAt(),
        decision.facts(),
        decision.considered(),
        decision.recommended(),
        decision.arm());
  }

  static DeadLetterLine of(DeadLetter letter) {
    String detail = letter.detail();
    return new DeadLetterLine(
        letter.reason().code(),
        detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "...",
        letter.topic() + " " + letter.partition() + ":" + letter.offset());
  }

  static List<String> identifierTypes(CustomerSnapshot snapshot) {
    return snapshot.identifiers().stream().map(Identifier::typeName).distinct().toList();
  }

  static @Nullable Money spent(CustomerSnapshot snapshot) {
    String currency = snapshot.currency();
    return currency == null ? null : new Money(snapshot.spendMinor(), currency);
  }

  private record Subject(@Nullable String product, @Nullable String name, @Nullable Money amount) {
    static Subject of(ProductMention product) {
      return new Subject(product.productId(), null, product.price());
    }

    static Subject of(@Nullable String name, @Nullable Money amount) {
      return new Subject(null, name, amount);
    }
  }

  private static final class Subjects implements CustomerEvent.Cases<Subject> {
    @Override
    public Subject otherwise(CustomerEvent event) {
      return Subject.of(null, null);
    }

    @Override
    public Subject productViewed(ProductViewed event) {
      return Subject.of(event.product());
    }

    @Override
    public Subject productAddedToCart(ProductAddedToCart event) {
      return Subject.of(event.product());
    }

    @Override
    public Subject productRemovedFromCart(ProductRemovedFromCart event) {
      return Subject.of(event.product());
    }

    @Override
    public Subject productFoundSoldOut(ProductFoundSoldOut event) {
      return Subject.of(event.product());
    }

    @Override
    public Subject productWished(ProductWished event) {
      return Subject.of(event.product());
    }

    @Override
    public Subject productUnwished(ProductUnwished event) {
      return Subject.of(event.product());
    }

    @Override
    public Subject checkoutStarted(CheckoutStarted event) {
      return Subject.of(null, event.worth());
    }

    @Override
    public Subject orderPlaced(OrderPlaced event) {
      return Subject.of(event.orderId(), event.total());
    }

    @Override
    public Subject orderCancelled(OrderCancelled event) {
      return Subject.of(event.orderId(), event.total());
    }

    @Override
    public Subject orderReturned(OrderReturned event) {
      return Subject.of(event.orderId(), event.total());
    }

    @Override
    public Subject customerWrote(CustomerWrote event) {
      return Subject.of(event.channel(), null);
    }

    @Override
    public Subject agentAnswered(AgentAnswered event) {
      return Subject.of(event.channel(), null);
    }

    @Override
    public Subject callLogged(CallLogged event) {
      return Subject.of(event.channel(), null);
    }

    @Override
    public Subject storeVisited(StoreVisited event) {
      return Subject.of(event.storeId(), null);
    }

    @Override
    public Subject pageViewed(PageViewed event) {
      return Subject.of(event.name(), null);
    }

    @Override
    public Subject offerOutcomeReported(OfferOutcomeReported event) {
      return Subject.of(event.outcome().name().toLowerCase(Locale.ROOT), null);
    }

    @Override
    public Subject activityTracked(ActivityTracked event) {
      return Subject.of(event.name(), null);
    }
  }
}
