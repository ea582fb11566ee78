package io.rtoto.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.messages.webmonitor.ClusterOverview;
import org.apache.flink.runtime.rest.messages.DashboardConfigurationHeaders;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobMessageParameters;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointStatistics.CompletedCheckpointStatistics;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatistics.LatestCheckpoints;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatistics.RestoredCheckpointStatistics;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatisticsHeaders;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo.JobVertexDetailsInfo;

/** A job on a {@link RemoteFlink}. */
public final class RemoteJob implements RunningJob {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How the job is can be asked again; who waits for it may have been told to stop. */
  private static final Duration A_MOMENT = Duration.ofSeconds(5);

  /** What Flink says of a job that it does not know; it has no number for that. */
  private static final String UNKNOWN = "Could not find Flink job";

  private final RestClusterClient<?> client;
  private final JobID id;
  private final Path memory;

  RemoteJob(RestClusterClient<?> client, JobID id, Path memory) {
    this.client = client;
    this.id = id;
    this.memory = memory;
  }

  @Override
  public Optional<String> missing() throws IOException {
    JobDetailsInfo details = details();
    if (waitsForSlots(details)) {
      return Optional.of(shortage(details));
    }
    return runsOnAllTasks(details)
        ? Optional.empty()
        : Optional.of("The job " + details.getName() + " does not run on all its tasks yet.");
  }

  private static boolean runsOnAllTasks(JobDetailsInfo details) {
    return details.getJobStatus() == JobStatus.RUNNING
        && details.getJobVertexInfos().stream()
            .allMatch(vertex -> tasks(vertex, ExecutionState.RUNNING) == vertex.getParallelism());
  }

  private static boolean waitsForSlots(JobDetailsInfo details) {
    return !details.getJobStatus().isGloballyTerminalState()
        && details.getJobVertexInfos().stream()
            .anyMatch(
                vertex ->
                    tasks(vertex, ExecutionState.CREATED) + tasks(vertex, ExecutionState.SCHEDULED)
                        > 0);
  }

  private static int tasks(JobVertexDetailsInfo vertex, ExecutionState state) {
    return vertex.getTasksPerState().getOrDefault(state, 0);
  }

  private String shortage(JobDetailsInfo details) throws IOException {
    ClusterOverview slots =
        Answers.await(client.getClusterOverview(), A_MOMENT, "tell how many slots it has");
    return "The job "
        + details.getName()
        + " waits for slots: it needs "
        + details.getJobVertexInfos().stream()
            .mapToInt(JobVertexDetailsInfo::getParallelism)
            .max()
            .orElse(0)
        + "; Flink has "
        + slots.getNumSlotsTotal()
        + ", of which "
        + slots.getNumSlotsAvailable()
        + " are free. Maybe another job holds them: cancel that, or start one more task manager.";
  }

  @Override
  public boolean ended() throws IOException {
    return status().map(JobStatus::isGloballyTerminalState).orElse(true);
  }

  /** How the job is; empty when Flink does not know it any more, as it forgets ended ones. */
  private Optional<JobStatus> status() throws IOException {
    try {
      // Of its own: the details may be some seconds old. The list of all jobs leaves out one that
      // is slow to answer.
      return Optional.of(
          Answers.await(client.getJobStatus(id), A_MOMENT, "tell whether the job has ended"));
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains(UNKNOWN)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Optional<Instant> lastRestart() throws IOException {
    return Optional.ofNullable(details().getTimestamps().get(JobStatus.RESTARTING))
        .filter(millis -> millis > 0)
        .map(Instant::ofEpochMilli);
  }

  /** An older state than the newest must not be gone on from: what came since would count twice. */
  @Override
  public void noteState() throws IOException {
    LeftJob noted = LeftJob.readFrom(memory);
    String newest = newestState().orElse(noted.savepoint());
    if (!newest.equals(noted.savepoint())) {
      new LeftJob(noted.job(), noted.code(), newest).writeTo(memory);
    }
  }

  @Override
  public void stop() throws IOException {
    JobDetailsInfo details = details();
    if (runsOnAllTasks(details) || waitsForSlots(details)) {
      String began = LeftJob.readFrom(memory).savepoint();
      LeftJob.stoppedAt(end().orElse(began)).writeTo(memory);
    }
  }

  /**
   * Stops the job, with a savepoint when all its tasks run, and else where it stands.
   *
   * @return the newest state that the job has left; empty when it has left none
   */
  Optional<String> end() throws IOException {
    if (runsOnAllTasks()) {
      return Optional.of(stopWithSavepoint());
    }
    Answers.await(client.cancel(id), PATIENCE, "cancel the job");
    Answers.await(client.requestJobResult(id), PATIENCE, "end the cancelled job");
    return stateLeft();
  }

  /** The newest state of the job, which has ended; empty when it has left none that Flink knows. */
  Optional<String> stateLeft() throws IOException {
    if (status().isPresent()) {
      awaitNewStatistics();
    }
    return newestState();
  }

  /**
   * Of a job's checkpoints Flink tells for some seconds what it told whoever asked before, and that
   * may be a checkpoint which went when the job ended with a savepoint.
   */
  private void awaitNewStatistics() throws IOException {
    long interval =
        Answers.await(
                client.sendRequest(
                    DashboardConfigurationHeaders.getInstance(),
                    EmptyMessageParameters.getInstance(),
                    EmptyRequestBody.getInstance()),
                PATIENCE,
                "tell how old its answers may be")
            .getRefreshInterval();
    try {
      TimeUnit.MILLISECONDS.sleep(interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(
          "Interrupted while Flink was to look at the job " + id + ".");
    }
  }

  /**
   * The newest checkpoint or savepoint of the job, as of some seconds ago; what it began with when
   * it made none; empty when there is neither, or Flink has forgotten the job.
   */
  private Optional<String> newestState() throws IOException {
    if (status().isEmpty()) {
      return Optional.empty();
    }
    JobMessageParameters job = new JobMessageParameters();
    job.jobPathParameter.resolve(id);
    LatestCheckpoints latest =
        Answers.await(
                client.sendRequest(
                    CheckpointingStatisticsHeaders.getInstance(),
                    job,
                    EmptyRequestBody.getInstance()),
                PATIENCE,
                "tell the checkpoints of the job " + id)
            .getLatestCheckpoints();
    return Stream.of(
            Optional.ofNullable(latest.getCompletedCheckpointStatistics()),
            Optional.ofNullable(latest.getSavepointStatistics()))
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(CompletedCheckpointStatistics::getId))
        .map(CompletedCheckpointStatistics::getExternalPath)
        .or(
            () ->
                Optional.ofNullable(latest.getRestoredCheckpointStatistics())
                    .map(RestoredCheckpointStatistics::getExternalPath));
  }

  private String stopWithSavepoint() throws IOException {
    return Answers.await(
        client.stopWithSavepoint(id, false, null, SavepointFormatType.NATIVE),
        PATIENCE,
        "stop the job with a savepoint");
  }

  private JobDetailsInfo details() throws IOException {
    return Answers.await(client.getJobDetails(id), A_MOMENT, "tell how the job is");
  }
}
