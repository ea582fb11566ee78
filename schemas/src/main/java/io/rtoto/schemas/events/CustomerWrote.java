package io.rtoto.schemas.events;

import java.util.List;

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
  /** The marks that end a question, in the scripts that customers write in. */
  private static final List<String> QUESTION_MARKS = List.of("?", "\uff1f", "\u061f", "\u037e");

  /** Whether it asks something, as far as question marks tell. */
  public boolean asks() {
    return QUESTION_MARKS.stream().anyMatch(text::contains);
  }

  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.customerWrote(this);
  }
}
