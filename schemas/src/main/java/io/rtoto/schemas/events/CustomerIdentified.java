package io.rtoto.schemas.events;

/**
 * The customer told who they are (Segment: {@code identify}).
 *
 * @param occurrence id, time and topic
 * @param traits what they told of themselves
 */
public record CustomerIdentified(Occurrence occurrence, Traits traits) implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.customerIdentified(this);
  }
}
