package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.SoundEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a leaf is no longer as it was, for those who ask later.
 *
 * @param event the event that is counted; null when none is
 * @param eventId its id; empty when there is none
 * @param over the identifier that it was seen with, or that told a label; null when none did
 */
record Cause(@Nullable SoundEvent event, String eventId, @Nullable Identifier over) {
  /** Time passed, or something that tells no more. */
  static final Cause UNKNOWN = new Cause(null, "", null);

  static Cause of(SoundEvent event, String eventId) {
    return new Cause(event, eventId, null);
  }

  static Cause of(LeafMessage message) {
    if (message instanceof LeafMessage.LinkArrived link) {
      return new Cause(null, "", link.origin());
    }
    return message instanceof LeafMessage.Looped looped
            && looped.told() instanceof LoopMessage.Label label
        ? new Cause(null, "", label.from())
        : UNKNOWN;
  }

  /** Whom the event names beside the identifier that it came under. */
  List<Identifier> others() {
    return event == null ? List.of() : event.identifiers().subList(1, event.identifiers().size());
  }
}
