package io.rtoto.schemas.events;

/**
 * The shop answered (<i>Live Chat Message Received</i>).
 *
 * @param occurrence id, time and topic
 * @param conversationId the conversation's id
 * @param channel where, such as {@code web} or {@code line}
 * @param text what was answered
 */
public record AgentAnswered(
    Occurrence occurrence, String conversationId, String channel, String text)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.agentAnswered(this);
  }
}
