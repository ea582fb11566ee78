package io.rtoto.local;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A job on a Flink cluster: on one in this process, or on one that runs elsewhere. */
public sealed interface RunningJob permits LocalJob, RemoteJob {
  /** What keeps the job from running on all its tasks now, as a sentence; empty when it does. */
  Optional<String> missing() throws IOException;

  /** Whether every task of the job runs now. */
  default boolean runsOnAllTasks() throws IOException {
    return missing().isEmpty();
  }

  /** Whether the job has come to an end of any kind. */
  boolean ended() throws IOException;

  /** When it last began to start again after a failure; empty when it never did. */
  Optional<Instant> lastRestart() throws IOException;

  /**
   * Whether it last failed because the state that it was to go on from cannot be read, so that
   * starting again is in vain. Never of a job on a Flink that runs elsewhere: that tells it itself.
   */
  default boolean cannotReadItsState() throws IOException {
    return false;
  }

  /**
   * Notes where its newest state lies, in case that Flink forgets the job before its end is told to
   * us. A job of this process needs no note.
   */
  void noteState() throws IOException;

  /**
   * Stops the job with a savepoint, from which the next one goes on. When not all its tasks run,
   * there can be none: then a job of this process, or one that waits for slots, is cancelled, and
   * its last checkpoint serves; any other that runs elsewhere is left to itself, and the next start
   * takes it over.
   */
  void stop() throws IOException;
}
