package io.rtoto.cli.backtest;

import java.time.Instant;

/**
 * The time that is compared.
 *
 * @param since its beginning: the first instant of it
 * @param until its end: the last instant of it
 */
record Window(Instant since, Instant until) {
  boolean contains(Instant time) {
    return !time.isBefore(since) && !time.isAfter(until);
  }

  /** The last instant before it. */
  Instant before() {
    return since.minusNanos(1);
  }
}
