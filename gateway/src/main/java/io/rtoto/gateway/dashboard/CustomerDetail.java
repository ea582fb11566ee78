package io.rtoto.gateway.dashboard;

import io.rtoto.gateway.dashboard.Frame.DecisionLine;
import io.rtoto.gateway.dashboard.Frame.EventLine;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerSnapshot.CartLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of one customer.
 *
 * @param id the customer's id
 * @param identifiers the kinds of names that the customer goes by
 * @param events how many events
 * @param orders how many orders
 * @param spent what was spent; null before the first order
 * @param firstSeenAt the first event
 * @param lastSeenAt the latest event
 * @param lastOrderAt the latest order; null when there is none
 * @param cart what lies in the cart
 * @param openTimers what will be looked at again, and when
 * @param recentDecisions the latest decisions, oldest first
 * @param recentEvents the latest events, oldest first
 * @param names of the products in all this, by product and language (BCP 47)
 */
record CustomerDetail(
    String id,
    List<String> identifiers,
    long events,
    long orders,
    @Nullable Money spent,
    Instant firstSeenAt,
    Instant lastSeenAt,
    @Nullable Instant lastOrderAt,
    List<CartLine> cart,
    List<CustomerSnapshot.OpenTimer> openTimers,
    List<DecisionLine> recentDecisions,
    List<EventLine> recentEvents,
    Map<String, Map<String, String>> names) {

  static CustomerDetail of(
      CustomerSnapshot snapshot,
      List<DecisionLine> decisions,
      List<EventLine> events,
      ProductNames productNames) {
    return new CustomerDetail(
        snapshot.customerId(),
        Lines.identifierTypes(snapshot),
        snapshot.events(),
        snapshot.orders(),
        Lines.spent(snapshot),
        snapshot.firstSeenAt(),
        snapshot.lastSeenAt(),
        snapshot.lastOrderAt(),
        snapshot.cart(),
        snapshot.openTimers(),
        decisions,
        events,
        productNames.of(
            events, decisions, snapshot.cart().stream().map(CartLine::productId).toList()));
  }
}
