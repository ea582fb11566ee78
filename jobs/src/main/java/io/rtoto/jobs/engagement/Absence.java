package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Noticed;
import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.Identifier;
import java.time.Instant;

/** Something that has not happened since: it becomes a moment at its deadline. */
sealed interface Absence permits IdleCart, BrokenRhythm {
  /** The moment that it becomes. */
  Moment moment();

  /** The name of that moment. */
  String name();

  /** When it has lasted long enough. An event at this very instant comes after. */
  Instant deadline();

  /** The event since which it did not happen. */
  String causeEventId();

  /** The identifier that this event came under. */
  Identifier leaf();

  /** Whether it is the same that has not happened since the same. */
  default boolean isSame(Absence other) {
    return name().equals(other.name()) && causeEventId().equals(other.causeEventId());
  }

  /** That it was noticed: it is not noticed again until it happens after all. */
  Noticed noticed();
}
