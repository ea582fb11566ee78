package io.rtoto.jobs.state;

import org.jspecify.annotations.Nullable;

/** A sealed interface of the tests, as it is today; its first shape is told in {@code golden}. */
public sealed interface Signal permits Signal.Flashed, Signal.Wrote, Signal.Rang {

  /** A lamp flashed: new since the first shape. */
  record Flashed(String lamp) implements Signal {}

  /** Somebody wrote; who is new since the first shape. */
  record Wrote(String text, Place place, @Nullable String author) implements Signal {}

  /** A bell rang. */
  record Rang(String bell, int times) implements Signal {}

  /** Where; the street is new since the first shape. */
  record Place(String name, @Nullable String street) {}
}
