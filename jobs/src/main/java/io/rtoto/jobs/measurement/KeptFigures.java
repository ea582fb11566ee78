package io.rtoto.jobs.measurement;

import static java.util.Objects.requireNonNullElse;

/**
 * What is remembered of a minute.
 *
 * @param counts what counts
 * @param awaited whether it is about to be told
 */
public record KeptFigures(Counts counts, boolean awaited) {
  static final KeptFigures NEW = new KeptFigures(Counts.NONE, false);

  /** Puts a default where an older state lacks the field. */
  public KeptFigures {
    counts = requireNonNullElse(counts, Counts.NONE);
  }
}
