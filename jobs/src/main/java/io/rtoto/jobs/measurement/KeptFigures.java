package io.rtoto.jobs.measurement;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;

/**
 * What is remembered of a minute.
 *
 * @param counts what counts
 * @param newest the newest time of anything that counted in it
 * @param awaited whether it is about to be told
 */
public record KeptFigures(Counts counts, Instant newest, boolean awaited) {
  static final KeptFigures NEW = new KeptFigures(Counts.NONE, Instant.EPOCH, false);

  /** Puts defaults where an older state lacks a field. */
  public KeptFigures {
    counts = requireNonNullElse(counts, Counts.NONE);
    newest = requireNonNullElse(newest, Instant.EPOCH);
  }

  KeptFigures with(Change change) {
    return new KeptFigures(
        counts.plus(change.counts()),
        change.newest().isAfter(newest) ? change.newest() : newest,
        true);
  }

  KeptFigures told() {
    return new KeptFigures(counts, newest, false);
  }
}
