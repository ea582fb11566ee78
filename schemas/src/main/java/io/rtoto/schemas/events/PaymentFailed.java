package io.rtoto.schemas.events;

import org.jspecify.annotations.Nullable;

/**
 * The customer could not pay (<i>Payment Failed</i>).
 *
 * @param occurrence id, time and topic
 * @param reason why, in the shop's words; null when not told
 */
public record PaymentFailed(Occurrence occurrence, @Nullable String reason)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.paymentFailed(this);
  }
}
