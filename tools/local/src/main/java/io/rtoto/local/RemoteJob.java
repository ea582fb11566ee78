package io.rtoto.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;

/** A job on a {@link RemoteFlink}. */
public final class RemoteJob implements RunningJob {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RestClusterClient<?> client;
  private final JobID id;
  private final Path memory;

  RemoteJob(RestClusterClient<?> client, JobID id, Path memory) {
    this.client = client;
    this.id = id;
    this.memory = memory;
  }

  @Override
  public boolean runsOnAllTasks() throws IOException {
    JobDetailsInfo details = details();
    return details.getJobStatus() == JobStatus.RUNNING
        && details.getJobVertexInfos().stream()
            .allMatch(
                vertex ->
                    vertex.getTasksPerState().getOrDefault(ExecutionState.RUNNING, 0)
                        == vertex.getParallelism());
  }

  @Override
  public boolean ended() throws IOException {
    // Of its own: the details may be some seconds old.
    return Answers.await(client.getJobStatus(id), PATIENCE, "tell whether the job has ended")
        .isGloballyTerminalState();
  }

  @Override
  public Optional<Instant> lastRestart() throws IOException {
    return Optional.ofNullable(details().getTimestamps().get(JobStatus.RESTARTING))
        .filter(millis -> millis > 0)
        .map(Instant::ofEpochMilli);
  }

  @Override
  public void stop() throws IOException {
    if (runsOnAllTasks()) {
      String savepoint =
          Answers.await(
              client.stopWithSavepoint(id, false, null, SavepointFormatType.NATIVE),
              PATIENCE,
              "stop the job with a savepoint");
      Files.writeString(memory, RemoteFlink.SAVEPOINT + savepoint);
    }
  }

  private JobDetailsInfo details() throws IOException {
    return Answers.await(client.getJobDetails(id), PATIENCE, "tell how the job is");
  }
}
