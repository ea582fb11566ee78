package io.rtoto.bench;

import io.rtoto.bench.progress.Progress;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalJob;
import io.rtoto.local.Workplace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole job, live, with its defaults, in a process of its own. */
public final class LiveJobProcess {
  private static final int FIXED_ARGUMENTS = 5;
  private static final int HEAP_MEGABYTES = 1024;
  private static final int MANAGED_MEGABYTES = 512;

  private final Process process;
  private final BufferedReader said;
  private final Path log;

  private LiveJobProcess(Process process, Path log) {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param products how many entries of the catalogue it waits for
   * @param warmUp how many events it takes to warm up
   * @param flink settings of Flink, stronger than those of the bench
   */
  static LiveJobProcess start(
      Workplace workplace,
      String bootstrapServers,
      int products,
      long warmUp,
      int parallelism,
      Map<String, String> flink)
      throws IOException {
    Path log = workplace.folder().resolve("job.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-Drtoto.log=" + log,
                LiveJobProcess.class.getName(),
                bootstrapServers,
                workplace.folder().resolve("flink").toString(),
                Integer.toString(products),
                Long.toString(warmUp),
                Integer.toString(parallelism)));
    flink.forEach((name, value) -> command.addAll(List.of(name, value)));
    ProcessBuilder builder = OwnJava.with(HEAP_MEGABYTES, command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new LiveJobProcess(workplace.start(builder), log);
  }

  /**
   * Waits until it has dealt with the events that warm up.
   *
   * @throws IOException when it ends before
   */
  void awaitWarm() throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.equals(JobProcess.WARM)) {
        return;
      }
    }
    throw failure();
  }

  /**
   * Ends it.
   *
   * @throws IOException when it did not run without a break
   */
  void end() throws IOException, InterruptedException {
    process.outputWriter(StandardCharsets.UTF_8).close();
    if (process.waitFor() != 0) {
      throw failure();
    }
  }

  private IOException failure() throws IOException {
    return new IOException(
        "The job's process ended too early, or its job failed on the way. Its log says: "
            + (Files.exists(log) ? Files.readString(log) : "nothing"));
  }

  /**
   * Runs the job until the input ends; says so when it is warm.
   *
   * @param arguments the broker, Flink's directory, entries of the catalogue, events to warm up,
   *     parallelism, and settings of Flink as names and values in turn
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int parallelism = Integer.parseInt(arguments[4]);
    Progress progress =
        Progress.to(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8)));
    try (LocalFlink flink =
        LocalFlink.start(
            Path.of(arguments[1]),
            parallelism,
            MANAGED_MEGABYTES,
            JobProcess.settings(JobProcess.flink(arguments, FIXED_ARGUMENTS)))) {
      LocalJob job = LocalEngage.start(flink, arguments[0], parallelism, null);
      Course.await(
          EventCounter::entries,
          Integer.parseInt(arguments[2]),
          "entries of the catalogue",
          progress);
      Course.await(
          EventCounter::events, Long.parseLong(arguments[3]), "events to warm up", progress);
      JobProcess.tellThatItIsWarm();
      while (System.in.read() >= 0) {
        // Whoever started it says no more than that this is the end.
      }
      LocalEngage.end(job);
    }
    // Flink leaves threads behind that would keep the process.
    System.exit(0);
  }
}
