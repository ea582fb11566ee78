package io.rtoto.schemas.events;

import org.jspecify.annotations.Nullable;

/**
 * A call with the customer took place (<i>Call Logged</i>).
 *
 * @param occurrence id, time and topic
 * @param channel by what means, such as {@code phone}
 * @param agentId who called; null when not told
 */
public record CallLogged(Occurrence occurrence, String channel, @Nullable String agentId)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.callLogged(this);
  }
}
