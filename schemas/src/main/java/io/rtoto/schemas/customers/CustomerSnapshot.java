package io.rtoto.schemas.customers;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer.
 *
 * @param customerId the customer
 * @param identifiers the names that the customer goes by, strongest first
 * @param events how many events of all kinds
 * @param orders how many orders, less those cancelled
 * @param spendMinor what was spent, less what was paid back, in minor units of {@code currency}
 * @param currency ISO 4217; null before the first order
 * @param firstOrderAt the first order; null when there is none
 * @param lastOrderAt the latest order; null when there is none
 * @param firstSeenAt the first event
 * @param lastSeenAt the latest event
 * @param language as told in traits
 * @param timeZone as told in traits
 * @param cart what lies in the cart, by product id
 * @param openTimers what will be looked at again, and when
 */
public record CustomerSnapshot(
    String customerId,
    List<Identifier> identifiers,
    long events,
    long orders,
    long spendMinor,
    @Nullable String currency,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt,
    Instant firstSeenAt,
    Instant lastSeenAt,
    @Nullable String language,
    @Nullable String timeZone,
    List<CartLine> cart,
    List<OpenTimer> openTimers)
    implements CustomerState {

  /**
   * A product in the cart.
   *
   * @param productId the product
   * @param quantity how many pieces
   * @param price of one piece; null when not known
   */
  public record CartLine(String productId, int quantity, @Nullable Money price) {}

  /**
   * Something that is due unless something else happens first.
   *
   * @param moment what it will be, such as {@code CartAbandoned}
   * @param at when
   */
  public record OpenTimer(String moment, Instant at) {}
}
