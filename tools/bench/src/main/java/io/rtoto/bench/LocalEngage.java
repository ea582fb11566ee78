package io.rtoto.bench;

import io.rtoto.jobs.EngageJob;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The whole job, live, with its defaults, on a cluster in this process. */
final class LocalEngage {
  private static final Duration LOOK = Duration.ofMillis(1);

  private LocalEngage() {}

  /**
   * Starts it.
   *
   * @param savepoint where it goes on from; null to begin anew
   */
  static LocalJob start(LocalFlink flink, String broker, int parallelism, @Nullable Path savepoint)
      throws IOException {
    StreamExecutionEnvironment environment = flink.environment();
    environment.setParallelism(parallelism);
    EngageJob.assemble(environment, EngageSettings.defaults(broker));
    return flink.submit(environment, "engage", savepoint);
  }

  /** Waits until all of its tasks run. */
  static void awaitTasks(LocalJob job) throws IOException {
    while (!job.runsOnAllTasks()) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** Ends it, if it ran without a break. */
  static void end(LocalJob job) throws IOException {
    requireNoRestart(job);
    job.cancel();
  }

  static void requireNoRestart(LocalJob job) throws IOException {
    if (job.restarts() > 0) {
      throw new IOException(
          "The job failed and started again on the way: the figures would mean nothing.");
    }
  }
}
