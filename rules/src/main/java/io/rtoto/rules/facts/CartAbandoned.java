package io.rtoto.rules.facts;

/**
 * Something lies in the cart, and the customer has done nothing for a while.
 *
 * @param products how many different products lie in it
 * @param items how many pieces lie in it
 * @param worthMinor what they cost together, in minor units; 0 when no price is known
 * @param currency ISO 4217; empty when no price is known
 * @param idleMinutes for how long nothing has happened, in minutes
 * @param cause what seems to have kept the customer from ordering, in this visit: {@code
 *     unanswered-question}, {@code payment-error}, {@code stock-out} (found, or told by the
 *     catalogue), {@code coupon-denied}, {@code shipping-cost} (seen last at the checkout), {@code
 *     price-compare} (left and came back to the same product) or {@code unknown}
 */
public record CartAbandoned(
    int products,
    int items,
    long worthMinor,
    String currency,
    long idleMinutes,
    @OneOf({
          "unanswered-question",
          "payment-error",
          "stock-out",
          "coupon-denied",
          "shipping-cost",
          "price-compare",
          "unknown"
        })
        String cause)
    implements Moment {}
