package io.rtoto.schemas.events;

/**
 * The customer asked to be called back (<i>Callback Requested</i>).
 *
 * @param occurrence id, time and topic
 * @param channel where it was asked
 */
public record CallbackRequested(Occurrence occurrence, String channel) implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.callbackRequested(this);
  }
}
