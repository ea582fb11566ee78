package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.LeafMessage.EventArrived;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.journal.EventRepeated;
import io.rtoto.schemas.journal.EventSuppressed;

/** What is told of an event that does not count. */
final class NotCounted {
  private static final String STAGE = "identity";

  private NotCounted() {}

  /** It came before. */
  static EventRepeated repeat(EventName name, EventArrived arrived) {
    Occurrence occurrence = arrived.event().event().occurrence();
    return new EventRepeated(
        name.eventId(), arrived.leaf(), occurrence.messageId(), occurrence.topic());
  }

  /** It is of a time that is erased. */
  static EventSuppressed suppressed(EventName name, Identifier leaf, SoundEvent event) {
    return new EventSuppressed(name.eventId(), leaf, event.event().occurrence().topic());
  }

  /** Another came under its id. */
  static DeadLetter collision(SoundEvent event) {
    return DeadLetter.of(
        event.arrival(),
        Reason.ID_COLLISION,
        "/messageId: another message came under "
            + event.event().occurrence().messageId()
            + " before, and said something else.",
        STAGE);
  }
}
