package io.rtoto.schemas.events;

import org.jspecify.annotations.Nullable;

/**
 * The customer opened a page or a screen ({@code page}, {@code screen}).
 *
 * @param occurrence id, time and topic
 * @param name the page's name; null when not told
 */
public record PageViewed(Occurrence occurrence, @Nullable String name) implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.pageViewed(this);
  }
}
