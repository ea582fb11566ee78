package io.rtoto.jobs.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.jobs.EngageJob;
import io.rtoto.jobs.EngageTuning;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.local.LocalFlink;
import io.rtoto.rules.authoring.OwnClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Engage and its cluster as a process of their own, which can be killed. A process that is started
 * on the same folder goes on from the last checkpoint that is complete.
 */
public final class EngageProcess implements AutoCloseable {
  private static final int MANAGED_MEGABYTES = 128;
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path output;

  private EngageProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts one.
   *
   * @param folder where it keeps its checkpoints
   * @param parallelism its subtasks
   * @param settings names and values in turn, as engage takes them
   */
  public static EngageProcess start(Path folder, int parallelism, List<String> settings)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                EngageProcess.class.getName(),
                folder.toString(),
                Integer.toString(parallelism)));
    command.addAll(settings);
    ProcessBuilder builder = new ProcessBuilder(command);
    // A class path is longer than some systems let an argument be.
    builder.environment().put("CLASSPATH", OwnClassPath.inFull());
    Path output = Files.createTempFile(Files.createDirectories(folder), "said-", ".txt");
    return new EngageProcess(
        builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
  }

  /** The process itself: its folder, how many subtasks, and engage's settings. */
  public static void main(String[] arguments) throws IOException {
    int parallelism = Integer.parseInt(arguments[1]);
    EngageSettings settings =
        EngageSettings.read(Arrays.copyOfRange(arguments, 2, arguments.length), Map.of())
            .withRecordedPast();
    LocalFlink flink =
        LocalFlink.start(
            Path.of(arguments[0]),
            parallelism,
            MANAGED_MEGABYTES,
            Map.of(
                "execution.checkpointing.interval", "200ms",
                "taskmanager.memory.network.min", "64mb",
                "taskmanager.memory.network.max", "64mb"));
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(EngageTuning.configuration());
    environment.setParallelism(parallelism);
    EngageJob.assemble(environment, settings);
    flink.run(environment, "engage");
  }

  /** Whether it is there. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it printed. */
  public String said() throws IOException {
    return Files.readString(output, UTF_8);
  }

  /** Ends it as {@code kill -9} does, in the middle of whatever it does, and waits for the end. */
  public void kill() {
    process.destroyForcibly().onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    kill();
  }
}
