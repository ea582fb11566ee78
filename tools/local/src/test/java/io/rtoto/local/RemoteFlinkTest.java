package io.rtoto.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.checkpoint.RestoredCheckpointStats;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster in this process, as one that runs elsewhere. */
final class RemoteFlinkTest {
  private static final String FORGOTTEN = "job " + "0".repeat(31) + "1\n";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration NEVER = Duration.ofDays(1);

  /** Whether no checkpoint succeeds. */
  private static final AtomicBoolean BARREN = new AtomicBoolean();

  @TempDir private static Path directory;
  private static LocalFlink cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void startCluster() throws IOException {
    cluster = LocalFlink.start(directory, 1, 64, Map.of());
  }

  @AfterAll
  static void stopCluster() throws IOException {
    cluster.close();
  }

  @AfterEach
  void cancelAll() throws Exception {
    BARREN.set(false);
    for (JobStatusMessage job : cluster.cluster().listJobs().get()) {
      if (!job.getJobState().isGloballyTerminalState()) {
        cancel(job.getJobId());
      }
    }
  }

  @Test
  void remembersTheNewestStateWhileItRuns() throws Exception {
    RunningJob job = run(List.of());
    cluster.cluster().triggerCheckpoint(remembered()).get();
    job.noteState();
    LeftJob noted = LeftJob.readFrom(memory());
    assertThat(noted.job()).isEqualTo(remembered().toHexString());
    assertThat(noted.savepoint()).contains(noted.job() + "/chk-");
  }

  @Test
  void takesOverAJobOfTheSameCodeAndReplacesOneOfAnother() throws Exception {
    List<URL> before = List.of(jar("1"));
    run(before);
    JobID first = remembered();
    run(before);
    assertThat(remembered()).isEqualTo(first);

    RunningJob replacing = run(List.of(jar("2")));
    assertThat(remembered()).isNotEqualTo(first);
    assertThat(began(remembered())).contains("savepoint");
    assertThat(status(first)).isEqualTo("FINISHED");
    replacing.stop();
  }

  @Test
  void goesOnFromTheStateThatAJobBeganWithWhichMadeNone() throws Exception {
    run(List.of()).stop();
    String savepoint = LeftJob.readFrom(memory()).savepoint();
    assertThat(savepoint).isNotEmpty();
    BARREN.set(true);
    run(List.of());
    cancel(remembered());
    BARREN.set(false);

    RunningJob third = run(List.of());
    assertThat(began(remembered())).isEqualTo(savepoint);
    third.stop();
  }

  @Test
  void goesOnFromTheStateRememberedOfAJobThatFlinkHasForgotten() throws Exception {
    run(List.of()).stop();
    String savepoint = LeftJob.readFrom(memory()).savepoint();
    Files.writeString(memory(), FORGOTTEN + "savepoint " + savepoint);

    RunningJob job = run(List.of());
    assertThat(began(remembered())).isEqualTo(savepoint);
    job.stop();
  }

  @Test
  void goesOnFromTheSavepointOfAJobThatStoppedAMomentAgo() throws Exception {
    RunningJob job = run(List.of());
    cluster.cluster().triggerCheckpoint(remembered()).get();
    // Flink tells of the same checkpoint for some seconds now.
    job.noteState();
    String left = Files.readString(memory());
    job.stop();
    String savepoint = LeftJob.readFrom(memory()).savepoint();
    Files.writeString(memory(), left);

    RunningJob next = run(List.of());
    assertThat(began(remembered())).isEqualTo(savepoint);
    next.stop();
  }

  @Test
  void tellsHowManySlotsAJobWaitsForAndLeavesNothingOfItBehind() throws Exception {
    RunningJob holding = run(List.of());
    Path other = folder.resolve("other");
    RunningJob waiting = start(List.of(), other, "waits");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(waiting.missing())
                    .hasValueSatisfying(
                        told ->
                            assertThat(told)
                                .contains("waits waits for slots: it needs 1; Flink has 1, of")
                                .contains("0 are free")));
    JobID id = JobID.fromHexString(LeftJob.readFrom(other).job());

    waiting.stop();
    assertThat(status(id)).isEqualTo("CANCELED");
    assertThat(LeftJob.readFrom(other)).isEqualTo(LeftJob.NONE);
    assertThat(holding.missing()).isEmpty();
  }

  @Test
  void tellsWhatToDoWhenNoStateIsKnownOfAJobThatFlinkHasForgotten() throws IOException {
    Files.writeString(memory(), FORGOTTEN);
    assertThatThrownBy(() -> run(List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("\"savepoint \"", memory().toString(), "delete the file");
    assertThat(memory()).hasContent(FORGOTTEN);
  }

  /** As one start does, up to the moment it would be killed. */
  private RunningJob run(List<URL> jars) throws IOException {
    RunningJob job = start(jars, memory(), "counts");
    await().atMost(PATIENCE).until(job::runsOnAllTasks);
    return job;
  }

  private static RunningJob start(List<URL> jars, Path memory, String name) throws IOException {
    URI rest = URI.create(cluster.restAddress());
    // It stays open: the job is asked by it.
    RemoteFlink flink = RemoteFlink.at(rest.getHost(), rest.getPort(), memory, jars);
    StreamExecutionEnvironment environment = flink.environment();
    environment.setParallelism(1);
    environment.enableCheckpointing(NEVER.toMillis());
    environment.getCheckpointConfig().setTolerableCheckpointFailureNumber(Integer.MAX_VALUE);
    environment.fromSequence(0, Long.MAX_VALUE).map(new Counting()).sinkTo(new DiscardingSink<>());
    return flink.run(environment, name);
  }

  private Path memory() {
    return folder.resolve("job");
  }

  private JobID remembered() throws IOException {
    return JobID.fromHexString(LeftJob.readFrom(memory()).job());
  }

  private URL jar(String version) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    Path jar = Files.createTempFile(folder, "code", ".jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar.toUri().toURL();
  }

  private static String began(JobID id) throws Exception {
    RestoredCheckpointStats from =
        cluster
            .cluster()
            .getExecutionGraph(id)
            .get()
            .getCheckpointStatsSnapshot()
            .getLatestRestoredCheckpoint();
    assertThat(from).isNotNull();
    return String.valueOf(from.getExternalPath());
  }

  private static String status(JobID id) throws Exception {
    return cluster.cluster().getJobStatus(id).get().name();
  }

  private static void cancel(JobID id) throws Exception {
    cluster.cluster().cancelJob(id).get();
    await().atMost(PATIENCE).until(() -> status(id).equals("CANCELED"));
  }

  /** Hands on what comes; leaves no state while it is barren. */
  private static final class Counting implements MapFunction<Long, Long>, CheckpointedFunction {
    private static final long serialVersionUID = 1;

    @Override
    public Long map(Long next) {
      return next;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws IOException {
      if (BARREN.get()) {
        throw new IOException("There is no state to leave.");
      }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
      // It has none of its own.
    }
  }
}
