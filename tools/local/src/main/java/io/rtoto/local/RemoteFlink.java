package io.rtoto.local;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobMessageParameters;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointStatistics.CompletedCheckpointStatistics;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatistics.LatestCheckpoints;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatisticsHeaders;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink cluster that runs elsewhere, by its REST interface. What became of the job is remembered
 * in a file: a job that was stopped goes on from its savepoint, and one that was left running is
 * taken over as it runs.
 */
public final class RemoteFlink implements FlinkCluster {
  static final String SAVEPOINT = "savepoint ";
  private static final String JOB = "job ";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RestClusterClient<StandaloneClusterId> client;
  private final Path memory;
  private final String left;
  private final List<URL> jars;

  private RemoteFlink(
      RestClusterClient<StandaloneClusterId> client, Path memory, String left, List<URL> jars) {
    this.client = client;
    this.jars = jars;
    this.memory = memory;
    this.left = left;
  }

  /**
   * Finds a cluster, and waits until it answers.
   *
   * @param host of its REST interface
   * @param port of its REST interface
   * @param memory a file that tells the next start what became of the job
   * @param jars what the cluster does not have itself, and the job needs
   * @throws IOException when it does not answer
   */
  public static RemoteFlink at(String host, int port, Path memory, List<URL> jars)
      throws IOException {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, host);
    configuration.set(RestOptions.PORT, port);
    String left = Files.exists(memory) ? Files.readString(memory) : "";
    RestClusterClient<StandaloneClusterId> client;
    try {
      client = new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Flink at " + host + ":" + port + " cannot be asked.", e);
    }
    RemoteFlink flink = new RemoteFlink(client, memory, left, jars);
    try {
      Answers.await(client.getClusterOverview(), PATIENCE, "answer at " + host + ":" + port);
    } catch (IOException e) {
      flink.close();
      throw e;
    }
    return flink;
  }

  @Override
  public StreamExecutionEnvironment environment() {
    return new StreamExecutionEnvironment(
        new Configuration()
            .set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION));
  }

  @Override
  public boolean goesOn() {
    return !left.isEmpty();
  }

  /**
   * Takes over the job that was left running; else starts the one that was assembled in that
   * environment, from the newest state that was left.
   */
  @Override
  public RunningJob run(StreamExecutionEnvironment environment, String name) throws IOException {
    String from = left.startsWith(SAVEPOINT) ? left.substring(SAVEPOINT.length()) : "";
    if (left.startsWith(JOB)) {
      JobID old = JobID.fromHexString(left.substring(JOB.length()));
      RemoteJob job = new RemoteJob(client, old, memory);
      if (!job.ended()) {
        return job;
      }
      from = newestStateOf(old);
    }
    requireNone(name);
    StreamGraph assembled = environment.getStreamGraph();
    assembled.setJobName(name);
    JobGraph graph = assembled.getJobGraph();
    graph.addJars(jars);
    if (!from.isEmpty()) {
      graph.setSavepointRestoreSettings(
          SavepointRestoreSettings.forPath(from, false, RecoveryClaimMode.NO_CLAIM));
    }
    JobID id = Answers.await(client.submitJob(graph), PATIENCE, "start the job " + name);
    Files.writeString(memory, JOB + id);
    return new RemoteJob(client, id, memory);
  }

  @Override
  public void close() {
    client.close();
  }

  /** Two jobs of one name would do everything twice. */
  private void requireNone(String name) throws IOException {
    for (JobStatusMessage other : Answers.await(client.listJobs(), PATIENCE, "list its jobs")) {
      if (other.getJobName().equals(name) && !other.getJobState().isGloballyTerminalState()) {
        throw new IOException(
            "Flink runs a job "
                + name
                + " already ("
                + other.getJobId()
                + "), which was not started from here. Maybe cancel that first.");
      }
    }
  }

  /** The newest checkpoint or savepoint of a job that has ended without our being told. */
  private String newestStateOf(JobID id) throws IOException {
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
        .orElseThrow(
            () ->
                new IOException(
                    "The job "
                        + id
                        + " that an earlier start left on Flink has ended without a checkpoint."
                        + " Delete "
                        + memory
                        + " to begin afresh."));
  }
}
