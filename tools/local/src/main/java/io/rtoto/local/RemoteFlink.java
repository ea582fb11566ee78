package io.rtoto.local;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink cluster that runs elsewhere, by its REST interface. What became of the job is remembered
 * in a file: a job that was stopped goes on from its savepoint, and one that was left running is
 * taken over as it runs, when it runs the same code.
 */
public final class RemoteFlink implements FlinkCluster {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RestClusterClient<StandaloneClusterId> client;
  private final Path memory;
  private final LeftJob left;
  private final List<URL> jars;

  private RemoteFlink(
      RestClusterClient<StandaloneClusterId> client, Path memory, LeftJob left, List<URL> jars) {
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
    LeftJob left = LeftJob.readFrom(memory);
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
    return !left.equals(LeftJob.NONE);
  }

  /**
   * Takes over the job that was left running, when it runs the same jars; else starts the one that
   * was assembled in that environment, from the newest state that was left.
   */
  @Override
  public RunningJob run(StreamExecutionEnvironment environment, String name) throws IOException {
    String code = LeftJob.codeOf(jars);
    String from = left.savepoint();
    if (!left.job().isEmpty()) {
      RemoteJob old = new RemoteJob(client, JobID.fromHexString(left.job()), memory);
      boolean ended = old.ended();
      if (!ended && code.equals(left.code())) {
        return old;
      }
      from = newestOf(ended ? old.stateLeft() : old.end());
      // A start that is killed here must find no older state than this.
      LeftJob.stoppedAt(from).writeTo(memory);
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
    new LeftJob(id.toHexString(), code, from).writeTo(memory);
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

  /** The state to go on from; what was noted while the job ran when Flink tells of none. */
  private String newestOf(Optional<String> told) throws IOException {
    if (told.isEmpty() && left.savepoint().isEmpty()) {
      throw new IOException(
          "Flink tells of no checkpoint of the job "
              + left.job()
              + " that an earlier start left there, and that has ended. To go on from one, write"
              + " \"savepoint \" and its path into "
              + memory
              + ": the newest is a folder "
              + left.job()
              + "/chk-* where Flink keeps its checkpoints. Maybe there is none: delete the file,"
              + " and all that Kafka holds is applied again.");
    }
    return told.orElse(left.savepoint());
  }
}
