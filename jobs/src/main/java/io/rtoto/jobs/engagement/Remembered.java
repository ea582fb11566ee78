package io.rtoto.jobs.engagement;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.memory.Contributions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one customer: read once and written once an event.
 *
 * @param fold what is remembered
 * @param wakeUp when the customer's one timer is set for; null when none is
 * @param asked what was asked for last, so that too many do not belong together; null when nothing
 * @param answersWait whether answers came before the looks that they answer, and wait for them
 * @param reviewed whether the timer of the customer's daily review is set
 */
public record Remembered(
    Contributions.Fold fold,
    @Nullable Instant wakeUp,
    @Nullable Command asked,
    boolean answersWait,
    boolean reviewed) {
  static final Remembered NOTHING =
      new Remembered(Contributions.Fold.NOTHING, null, null, false, false);
}
