package io.rtoto.jobs.state;

/** A sealed interface of the tests, as it is today; its first shape is told in {@code golden}. */
public sealed interface Meter permits Meter.Reading {

  /** What it shows. */
  record Reading(long value) implements Meter {}
}
