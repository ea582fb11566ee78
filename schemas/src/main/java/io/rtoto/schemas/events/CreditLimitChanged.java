package io.rtoto.schemas.events;

import io.rtoto.schemas.Money;
import org.jspecify.annotations.Nullable;

/**
 * The back end told up to what amount the customer may owe, and what of it they owe already. Each
 * time both are told.
 *
 * @param occurrence id, time and topic
 * @param limit the amount; null when there is no limit
 * @param owed what they owe, in the same currency; null when it is not told
 */
public record CreditLimitChanged(Occurrence occurrence, @Nullable Money limit, @Nullable Money owed)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.creditLimitChanged(this);
  }
}
