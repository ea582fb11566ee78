package io.rtoto.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A job on a {@link LocalFlink}. */
public final class LocalJob implements RunningJob {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * What stands in Flink's trace where files are damaged, or state was written otherwise: by a task
   * that reads its part, and by the job as a whole, which reads the list of the files.
   */
  private static final List<String> UNREADABLE_STATE =
      List.of(
          "Could not restore keyed state backend",
          "Could not restore operator state backend",
          "StateMigrationException",
          "CheckpointCoordinator.restoreSavepoint");

  private final MiniCluster cluster;
  private final JobID id;
  private final Path savepoints;

  LocalJob(MiniCluster cluster, JobID id, Path savepoints) {
    this.cluster = cluster;
    this.id = id;
    this.savepoints = savepoints;
  }

  /** Flink's id of the job. */
  public JobID id() {
    return id;
  }

  @Override
  public Optional<String> missing() throws IOException {
    AccessExecutionGraph graph = graph();
    boolean all = graph.getState() == JobStatus.RUNNING;
    for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
      all &= task.getExecutionState() == ExecutionState.RUNNING;
    }
    return all
        ? Optional.empty()
        : Optional.of("The job " + graph.getJobName() + " does not run on all its tasks yet.");
  }

  @Override
  public boolean ended() throws IOException {
    return graph().getState().isGloballyTerminalState();
  }

  /**
   * Waits that long for the job to come to an end of any kind.
   *
   * @return whether it has
   */
  public boolean endsWithin(Duration duration) throws IOException {
    try {
      cluster.requestJobResult(id).get(duration.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException("Flink does not tell how the job ended.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the job ran.");
    }
  }

  /** How often the job was started again after a failure. */
  public long restarts() throws IOException {
    long attempts = 0;
    for (AccessExecutionVertex task : graph().getAllExecutionVertices()) {
      attempts = Math.max(attempts, task.getCurrentExecutionAttempt().getAttemptNumber());
    }
    return attempts;
  }

  /**
   * Makes a checkpoint now.
   *
   * @return whether it is complete: not while the job starts, or when it fails
   */
  public boolean checkpoint() throws IOException {
    try {
      cluster
          .triggerCheckpoint(id, CheckpointType.CONFIGURED)
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the job made a checkpoint.");
    }
  }

  /**
   * Waits until the job has come to its end by itself.
   *
   * @throws IOException when it failed, was cancelled, or has not ended in that time
   */
  public void awaitEnd(Duration atMost) throws IOException {
    JobResult result = Answers.await(cluster.requestJobResult(id), atMost, "end the job");
    if (!result.isSuccess()) {
      throw new IOException(
          "The job ended as " + result.getJobStatus().orElse(JobStatus.FAILED) + ".",
          result.getSerializedThrowable().orElse(null));
    }
  }

  /**
   * Stops the job with a savepoint, from which it can go on.
   *
   * @return where the savepoint lies
   */
  public Path stopWithSavepoint() throws IOException {
    return Path.of(
        URI.create(Answers.await(stop(false), PATIENCE, "stop the job with a savepoint")));
  }

  /**
   * Lets the job come to the end of all time, as if nothing would ever come any more, and end.
   *
   * @return completes when it has, or exceptionally when it does not
   */
  public CompletableFuture<?> drain() {
    return stop(true).thenCompose(savepoint -> cluster.requestJobResult(id));
  }

  private CompletableFuture<String> stop(boolean drain) {
    return cluster.stopWithSavepoint(
        id, savepoints.toUri().toString(), drain, SavepointFormatType.NATIVE);
  }

  @Override
  public Optional<Instant> lastRestart() throws IOException {
    long millis = graph().getStatusTimestamp(JobStatus.RESTARTING);
    return millis > 0 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
  }

  @Override
  public boolean cannotReadItsState() throws IOException {
    ErrorInfo failure = graph().getFailureInfo();
    return failure != null
        && UNREADABLE_STATE.stream().anyMatch(failure.getExceptionAsString()::contains);
  }

  @Override
  public void noteState() {
    // The cluster's folder tells.
  }

  @Override
  public void stop() throws IOException {
    if (runsOnAllTasks()) {
      stopWithSavepoint();
    } else if (!ended()) {
      cancel();
    }
  }

  /** Stops the job where it stands; its last checkpoint stays. */
  public void cancel() throws IOException {
    Answers.await(cluster.cancelJob(id), PATIENCE, "cancel the job");
    Answers.await(cluster.requestJobResult(id), PATIENCE, "end the cancelled job");
  }

  private AccessExecutionGraph graph() throws IOException {
    return Answers.await(cluster.getExecutionGraph(id), PATIENCE, "tell how the job is");
  }
}
