package io.rtoto.gateway.dashboard;

import java.time.Instant;
import java.util.List;

/**
 * What a stream tells its pages. Threads may share one.
 *
 * @param <F> what a page is told at a time
 */
interface Frames<F> {
  /**
   * What is new since the last call.
   *
   * @param missing what keeps events from being decided on, a sentence each
   */
  F news(Instant now, List<String> missing);

  /**
   * Everything that a page that just opened shall show.
   *
   * @param missing what keeps events from being decided on, a sentence each
   */
  F whole(Instant now, List<String> missing);

  /** Whether {@link #news} has something to tell. */
  boolean hasNews();
}
