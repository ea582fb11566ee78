package io.rtoto.schemas.events;

/**
 * A conversation ended, whoever ended it (<i>Live Chat Conversation Ended</i>).
 *
 * @param occurrence id, time and topic
 * @param conversationId the conversation's id
 * @param channel where, such as {@code web} or {@code line}
 */
public record ConversationEnded(Occurrence occurrence, String conversationId, String channel)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.conversationEnded(this);
  }
}
