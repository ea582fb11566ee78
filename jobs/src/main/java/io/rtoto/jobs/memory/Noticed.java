package io.rtoto.jobs.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which absences were noticed already: each once, until the customer does again what was missed.
 *
 * @param idleSince the activity after which an abandoned cart was noticed; null when none was
 * @param noOrderSince the order after which a broken rhythm was noticed; null when none was
 */
public record Noticed(@Nullable Instant idleSince, @Nullable Instant noOrderSince) {
  static final Noticed NOTHING = new Noticed(null, null);

  Noticed merge(Noticed other) {
    return new Noticed(
        Latest.of(idleSince, other.idleSince), Latest.of(noOrderSince, other.noOrderSince));
  }

  public boolean hasIdleSince(Instant activity) {
    return idleSince != null && !activity.isAfter(idleSince);
  }

  public boolean hasNoOrderSince(Instant order) {
    return noOrderSince != null && !order.isAfter(noOrderSince);
  }
}
