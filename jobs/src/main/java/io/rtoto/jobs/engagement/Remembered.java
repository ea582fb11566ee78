package io.rtoto.jobs.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one customer: read once and written once an event.
 *
 * @param memory what is remembered
 * @param wakeUp when the customer's one timer is set for; null when none is
 */
public record Remembered(CustomerMemory memory, @Nullable Instant wakeUp) {
  static final Remembered NOTHING = new Remembered(CustomerMemory.EMPTY, null);
}
