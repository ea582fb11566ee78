package io.rtoto.jobs.measurement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who a customer is by now.
 *
 * @param customerId who has what is told of them
 * @param erasedUpTo up to when all was forgotten; null where nothing was
 */
public record KeptPlace(String customerId, @Nullable Instant erasedUpTo) {
  boolean forgets(Fact fact) {
    return erasedUpTo != null && !fact.at().isAfter(erasedUpTo);
  }
}
