package io.rtoto.local;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A job on a Flink cluster: on one in this process, or on one that runs elsewhere. */
public sealed interface RunningJob permits LocalJob, RemoteJob {
  /** Whether every task of the job runs now. */
  boolean runsOnAllTasks() throws IOException;

  /** Whether the job has come to an end of any kind. */
  boolean ended() throws IOException;

  /** When it last began to start again after a failure; empty when it never did. */
  Optional<Instant> lastRestart() throws IOException;

  /**
   * Stops the job so that it can go on: with a savepoint when all its tasks run, else where it
   * stands. Does nothing when it has ended.
   */
  void stop() throws IOException;
}
