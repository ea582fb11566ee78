package io.rtoto.jobs.state;

/** A sealed interface of the tests, as it is today; its first shape is told in {@code golden}. */
public sealed interface Errand permits Errand.Fetch {

  /** Go and get it. */
  record Fetch(String what) implements Errand {}
}
