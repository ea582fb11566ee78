package io.rtoto.jobs.memory;

import io.rtoto.schemas.events.CallbackRequested;
import io.rtoto.schemas.events.CheckoutStarted;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerWrote;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.events.ProductWished;
import java.time.Instant;
import java.util.function.ToIntFunction;

/**
 * What the customer did, how often on which day: that which may be worth points of a lead.
 *
 * @param days how often on which day; the newest {@value #MOST} of day and deed
 */
public record Deeds(Tally days) {
  static final int MOST = 48;
  private static final Room ROOM = Room.forEntries(MOST);
  public static final Deeds NONE = new Deeds(Tally.NONE);

  private static final DoneByAnEvent DONE = new DoneByAnEvent();

  Deeds apply(CustomerEvent event) {
    String deed = event.fold(DONE);
    return deed.isEmpty() ? this : merge(new Deeds(Tally.of(event.occurrence().at(), deed, 1)));
  }

  Deeds merge(Deeds other) {
    return new Deeds(days.add(other.days, ROOM));
  }

  /**
   * What all of it is worth by now.
   *
   * @param points what a deed is worth on its day, by its name
   * @param halfLifeDays after so many days it is worth half
   */
  public double worth(ToIntFunction<String> points, long halfLifeDays, Instant now) {
    int today = Tally.day(now);
    double worth = 0;
    for (Tally.Entry entry : days.entries()) {
      worth += points.applyAsInt(entry.name()) * entry.faded(today, halfLifeDays);
    }
    return worth;
  }

  /** The name of the deed that an event is; empty where it is none. */
  private static final class DoneByAnEvent implements CustomerEvent.Cases<String> {
    @Override
    public String otherwise(CustomerEvent event) {
      return "";
    }

    @Override
    public String productViewed(ProductViewed event) {
      return "views";
    }

    @Override
    public String productWished(ProductWished event) {
      return "wishes";
    }

    @Override
    public String productAddedToCart(ProductAddedToCart event) {
      return "adds";
    }

    @Override
    public String checkoutStarted(CheckoutStarted event) {
      return "checks-out";
    }

    @Override
    public String orderPlaced(OrderPlaced event) {
      return "orders";
    }

    @Override
    public String orderReturned(OrderReturned event) {
      return "returns";
    }

    @Override
    public String customerWrote(CustomerWrote event) {
      return "writes";
    }

    @Override
    public String callbackRequested(CallbackRequested event) {
      return "asks-to-be-called";
    }
  }
}
