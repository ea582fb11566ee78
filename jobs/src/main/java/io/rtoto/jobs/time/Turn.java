package io.rtoto.jobs.time;

import io.rtoto.schemas.events.Occurrence;
import java.time.Instant;
import java.util.Comparator;

/**
 * When it is an event's turn in a replay: by event time, then by message id, then by what else
 * tells two events apart. It depends on the event alone, never on how it came.
 *
 * @param at event time
 * @param messageId the sender's id of the message
 * @param tie what else tells two events apart
 */
public record Turn(Instant at, String messageId, String tie) implements Comparable<Turn> {
  private static final Comparator<Turn> ORDER =
      Comparator.comparing(Turn::at).thenComparing(Turn::messageId).thenComparing(Turn::tie);

  /** The turn of an event. */
  public static Turn of(Occurrence occurrence, String tie) {
    return new Turn(occurrence.at(), occurrence.messageId(), tie);
  }

  @Override
  public int compareTo(Turn other) {
    return ORDER.compare(this, other);
  }
}
