package io.rtoto.jobs.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one customer: read once and written once an event.
 *
 * <p>Of an erased customer it says until when events are suppressed, and nothing else.
 *
 * @param memory what is remembered
 * @param wakeUp when the customer's one timer is set for; null when none is
 * @param erasedUpTo events up to here, by event time, are not remembered; null when none was erased
 */
public record Remembered(
    CustomerMemory memory, @Nullable Instant wakeUp, @Nullable Instant erasedUpTo) {
  static final Remembered NOTHING = new Remembered(CustomerMemory.EMPTY, null, null);
}
