package io.rtoto.schemas.journal;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Topic;

/**
 * An event of a time that its customer had erased: it was not applied, and nothing of it is kept.
 *
 * @param eventId hash of the identifier that it came under and its message id: unique
 * @param identifier the identifier that it came under
 * @param topic the topic that it arrived on
 */
public record EventSuppressed(String eventId, Identifier identifier, Topic topic)
    implements JournalEntry {
  @Override
  public String key() {
    return identifier.hash();
  }
}
