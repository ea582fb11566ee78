package io.rtoto.schemas.events;

/**
 * The customer was put into a group ({@code group}).
 *
 * @param occurrence id, time and topic
 * @param groupId the group's id
 */
public record CustomerGrouped(Occurrence occurrence, String groupId) implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.customerGrouped(this);
  }
}
