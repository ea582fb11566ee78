package io.rtoto.schemas.events;

/**
 * The customer wrote to the shop (<i>Live Chat Message Sent</i>).
 *
 * @param occurrence id, time and topic
 * @param conversationId the conversation's id
 * @param channel where, such as {@code web} or {@code line}
 * @param text what was written
 */
public record CustomerWrote(
    Occurrence occurrence, String conversationId, String channel, String text)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.customerWrote(this);
  }
}
