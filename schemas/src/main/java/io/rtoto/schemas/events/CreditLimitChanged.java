package io.rtoto.schemas.events;

import io.rtoto.schemas.Money;
import org.jspecify.annotations.Nullable;

/**
 * The back end set up to what amount the customer may owe.
 *
 * @param occurrence id, time and topic
 * @param limit the amount; null when there is no limit
 */
public record CreditLimitChanged(Occurrence occurrence, @Nullable Money limit)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.creditLimitChanged(this);
  }
}
