package io.rtoto.jobs.identity.protocol;

import java.util.List;

/** A part of the cluster, with what it would lose in a crash. */
interface Part {
  /** Adds what it could do next. */
  void offer(List<Runnable> moves);

  /** Saves its state, and gives what brings the state back, as often as it is asked to. */
  Runnable save();
}
