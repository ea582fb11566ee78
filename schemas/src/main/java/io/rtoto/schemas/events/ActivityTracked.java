package io.rtoto.schemas.events;

/**
 * The customer did something that we have no own record for (any other {@code track}).
 *
 * @param occurrence id, time and topic
 * @param name the event's name as sent
 */
public record ActivityTracked(Occurrence occurrence, String name) implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.activityTracked(this);
  }
}
