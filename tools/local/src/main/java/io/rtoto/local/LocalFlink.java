package io.rtoto.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * A real Flink cluster in this process: one job manager, one task manager, state in RocksDB.
 * Checkpoints and savepoints outlive it in its directory, so that a job can go on where it stopped.
 */
public final class LocalFlink implements FlinkCluster {
  private static final String WORK = "work";
  private static final String CHANGES = "state.changelog.dstl.dfs.base-path";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final MiniCluster cluster;
  private final Configuration configuration;
  private final Path directory;

  private LocalFlink(MiniCluster cluster, Configuration configuration, Path directory) {
    this.cluster = cluster;
    this.configuration = configuration;
    this.directory = directory;
  }

  /**
   * Starts a cluster and waits until it takes jobs.
   *
   * @param directory where it keeps checkpoints, savepoints and the state at work; made when
   *     missing
   * @param slots how many subtasks of an operator it can run at a time: the largest parallelism
   * @param managedMemoryMegabytes what RocksDB may take outside the heap, all slots together
   * @param settings Flink's own settings by name, stronger than those made here
   * @throws IOException when the directory cannot be written or the cluster does not start
   */
  public static LocalFlink start(
      Path directory, int slots, int managedMemoryMegabytes, Map<String, String> settings)
      throws IOException {
    Path absolute = directory.toAbsolutePath();
    Files.createDirectories(checkpoints(absolute));
    Files.createDirectories(savepoints(absolute));
    // What a killed process was working on: its checkpoints are what counts.
    FileUtils.deleteDirectory(absolute.resolve(WORK).toFile());
    Files.createDirectories(absolute.resolve(WORK));
    Configuration configuration = configuration(absolute, managedMemoryMegabytes);
    settings.forEach(configuration::setString);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .withRandomPorts()
                .build());
    try {
      cluster.start();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Flink does not start on " + absolute + ".", e);
    }
    return new LocalFlink(cluster, configuration, absolute);
  }

  /** With this cluster's settings. */
  @Override
  public StreamExecutionEnvironment environment() {
    return new StreamExecutionEnvironment(new Configuration(configuration));
  }

  /**
   * Starts the job that was assembled in that environment.
   *
   * @param environment from {@link #environment()}
   * @param name the job's name
   * @param resumeFrom savepoint or checkpoint to go on from; null to begin afresh
   * @throws IOException when the cluster refuses it
   */
  public LocalJob submit(
      StreamExecutionEnvironment environment, String name, @Nullable Path resumeFrom)
      throws IOException {
    if (resumeFrom != null) {
      environment.configure(
          new Configuration()
              .set(StateRecoveryOptions.SAVEPOINT_PATH, resumeFrom.toUri().toString())
              // The first checkpoint is made of its own files. One that went on using a savepoint's
              // would look for them in its own folder when it is restored after a kill.
              // But a log of changes only goes on from files that are its own.
              .set(
                  StateRecoveryOptions.RESTORE_MODE,
                  logsChanges(environment) ? RecoveryClaimMode.CLAIM : RecoveryClaimMode.NO_CLAIM));
    }
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(name);
    graph.setJobId(JobID.generate());
    return new LocalJob(
        cluster,
        Answers.await(cluster.submitJob(graph), PATIENCE, "start the job " + name).getJobID(),
        savepoints(directory));
  }

  private static boolean logsChanges(StreamExecutionEnvironment environment) {
    return environment.getConfiguration().get(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG);
  }

  @Override
  public boolean goesOn() throws IOException {
    return newestState().isPresent();
  }

  @Override
  public RunningJob run(StreamExecutionEnvironment environment, String name) throws IOException {
    Path newest = newestState().orElse(null);
    if (newest != null) {
      deleteOlderThan(newest);
    }
    return submit(environment, name, newest);
  }

  /**
   * The newest complete savepoint or checkpoint that a job of this directory left; empty when there
   * is none.
   *
   * @throws IOException when the directory cannot be read
   */
  public Optional<Path> newestState() throws IOException {
    try (Stream<Path> files = Files.walk(directory, 4)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(Path::getParent);
    }
  }

  /** Nothing is made of the files of what came before: see {@link #submit}. */
  private void deleteOlderThan(Path newest) throws IOException {
    for (Path kind : List.of(checkpoints(directory), savepoints(directory))) {
      List<Path> left;
      try (Stream<Path> folders = Files.list(kind)) {
        left = folders.filter(folder -> !newest.startsWith(folder)).toList();
      }
      for (Path folder : left) {
        FileUtils.deleteDirectory(folder.toFile());
      }
    }
  }

  /** What the REST interface answers on, such as {@code http://127.0.0.1:41234}. */
  public String restAddress() throws IOException {
    return Answers.await(cluster.getRestAddress(), PATIENCE, "tell its address").toString();
  }

  /** The cluster itself, for what is not offered here. */
  public MiniCluster cluster() {
    return cluster;
  }

  @Override
  public void close() throws IOException {
    Answers.await(cluster.closeAsync(), PATIENCE, "stop");
  }

  private static Path checkpoints(Path directory) {
    return directory.resolve("checkpoints");
  }

  private static Path savepoints(Path directory) {
    return directory.resolve("savepoints");
  }

  private static Configuration configuration(Path directory, int managedMemoryMegabytes) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints(directory).toUri().toString());
    configuration.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY, savepoints(directory).toUri().toString());
    // For whoever has changes of state logged: what is in force only then.
    configuration.set(StateChangelogOptions.STATE_CHANGE_LOG_STORAGE, "filesystem");
    configuration.setString(CHANGES, directory.resolve("changes").toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
    configuration.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(managedMemoryMegabytes));
    configuration.setString(
        "metrics.reporter.source-positions.factory.class", SourcePositions.Factory.class.getName());
    configuration.set(CoreOptions.TMP_DIRS, directory.resolve(WORK).toString());
    return configuration;
  }
}
