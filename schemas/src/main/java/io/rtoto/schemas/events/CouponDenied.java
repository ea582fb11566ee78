package io.rtoto.schemas.events;

import org.jspecify.annotations.Nullable;

/**
 * A coupon of the customer's was not taken (<i>Coupon Denied</i>).
 *
 * @param occurrence id, time and topic
 * @param reason why, in the shop's words; null when not told
 */
public record CouponDenied(Occurrence occurrence, @Nullable String reason)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.couponDenied(this);
  }
}
