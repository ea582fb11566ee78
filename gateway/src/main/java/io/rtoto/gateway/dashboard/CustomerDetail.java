package io.rtoto.gateway.dashboard;

import io.rtoto.gateway.dashboard.Frame.DecisionLine;
import io.rtoto.gateway.dashboard.Frame.EventLine;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerSnapshot.Attrition;
import io.rtoto.schemas.customers.CustomerSnapshot.CartLine;
import io.rtoto.schemas.rulebundles.RuleBundle.TagCard;
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
 * @param firstOrderAt the first order; null when there is none
 * @param lastOrderAt the latest order; null when there is none
 * @param tier what the customer is worth; null before the first order
 * @param attrition whether the customer will come back; null where no model tells
 * @param expectedValue what is still expected to be spent; null where no model tells
 * @param leadScore how warm a lead the customer is
 * @param tags what rules have noted of the customer
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
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt,
    @Nullable String tier,
    @Nullable Attrition attrition,
    @Nullable Money expectedValue,
    long leadScore,
    List<TagLine> tags,
    List<CartLine> cart,
    List<CustomerSnapshot.OpenTimer> openTimers,
    List<DecisionLine> recentDecisions,
    List<EventLine> recentEvents,
    Map<String, Map<String, String>> names) {

  /**
   * A tag of the customer's.
   *
   * @param name its name
   * @param rule the id of the rule that noted it
   * @param since when it was noted last
   * @param until when it holds no longer
   * @param card what it means and whose it is; null where the rules in force have no such tag
   */
  record TagLine(String name, String rule, Instant since, Instant until, @Nullable TagCard card) {}

  static CustomerDetail of(
      CustomerSnapshot snapshot,
      List<DecisionLine> decisions,
      List<EventLine> events,
      Map<String, TagCard> cards,
      ProductNames productNames) {
    return new CustomerDetail(
        snapshot.customerId(),
        Lines.identifierTypes(snapshot),
        snapshot.events(),
        snapshot.orders(),
        Lines.spent(snapshot),
        snapshot.firstSeenAt(),
        snapshot.lastSeenAt(),
        snapshot.firstOrderAt(),
        snapshot.lastOrderAt(),
        snapshot.tier(),
        snapshot.attrition(),
        expectedValue(snapshot),
        snapshot.leadScore(),
        snapshot.tags().stream()
            .map(
                tag ->
                    new TagLine(
                        tag.name(), tag.rule(), tag.since(), tag.until(), cards.get(tag.name())))
            .toList(),
        snapshot.cart(),
        snapshot.openTimers(),
        decisions,
        events,
        productNames.of(
            events, decisions, snapshot.cart().stream().map(CartLine::productId).toList()));
  }

  private static @Nullable Money expectedValue(CustomerSnapshot snapshot) {
    Attrition attrition = snapshot.attrition();
    Long minor = attrition == null ? null : attrition.expectedValueMinor();
    String currency = snapshot.currency();
    return minor == null || currency == null ? null : new Money(minor, currency);
  }
}
