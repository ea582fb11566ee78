package io.rtoto.schemas.events;

/**
 * Two identifiers were declared to be one customer's ({@code alias}).
 *
 * @param occurrence id, time and topic
 */
public record CustomerAliased(Occurrence occurrence) implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.customerAliased(this);
  }
}
