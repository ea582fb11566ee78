package io.rtoto.schemas.journal;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Topic;

/**
 * A message came again, with the same content, and was not applied again.
 *
 * @param eventId the event that it repeats
 * @param identifier the identifier that it came under
 * @param messageId the sender's id of the message
 * @param topic the topic that the repeat arrived on
 */
public record EventRepeated(String eventId, Identifier identifier, String messageId, Topic topic)
    implements JournalEntry {
  @Override
  public String key() {
    return identifier.hash();
  }
}
