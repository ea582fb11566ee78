package io.rtoto.jobs.engagement;

import io.rtoto.jobs.time.Review;
import io.rtoto.schemas.flow.Publication;
import java.time.Duration;

/**
 * Whether rules or a model have come since a customer was reviewed last: else there is nothing to
 * review. Remembers for its subtask when any came last, by the clock; after a start, that they did
 * then: another version of the job may notice other things.
 */
final class News {
  private static final long LATE = Duration.ofMinutes(1).toMillis();

  private long at = Long.MIN_VALUE;

  /** The subtask runs, and it is that time. */
  void began(long now) {
    at = at == Long.MIN_VALUE ? now : at;
  }

  /** From that time on this is in force. All but rules and models are asked where they matter. */
  void hear(Publication publication, long now) {
    if (publication instanceof Publication.Rules || publication instanceof Publication.Model) {
      at = now;
    }
  }

  /**
   * Whether there is any for the review of that time. A review that comes late comes with all that
   * fell due while the job, or the clock, stood still: they have their turn at their next.
   *
   * @param now by the clock; as {@code review}, in epoch milliseconds
   */
  boolean isThereFor(long review, long now) {
    if (now - review >= LATE) {
      at = now;
      return false;
    }
    return at >= review - Review.EVERY;
  }
}
