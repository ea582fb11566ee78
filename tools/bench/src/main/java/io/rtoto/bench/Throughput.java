package io.rtoto.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.bench.progress.Progress;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Workplace;
import io.rtoto.schemas.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Fills a broker in this process, and measures the job in a process of its own. */
final class Throughput {
  private static final int PARTITIONS = 4;
  private static final int ENDED_BY_A_SIGNAL = 128;

  private Throughput() {}

  static Measurement measure(Load load, Path library, Progress progress) throws IOException {
    return measure(load, library, true, progress);
  }

  /**
   * The same, of another job.
   *
   * @param joining whether identifiers are joined, or every event is its strongest identifier's
   */
  static Measurement measure(Load load, Path library, boolean joining, Progress progress)
      throws IOException {
    try (Workplace workplace = Workplace.temporary("rtoto-bench");
        LocalKafka kafka = LocalKafka.start(workplace.folder().resolve("kafka"), 0);
        Shop shop = new Shop(kafka.bootstrapServers(), PARTITIONS)) {
      progress.begins("Writing events ...");
      shop.open(library, load.traffic(), load.warmUp(), progress);
      progress.begins("Starting the job in a process of its own ...");
      Measurement measurement = measure(load, joining, kafka.bootstrapServers(), shop, workplace);
      return measurement.withDecisions(shop.messagesOn(Topic.DECISIONS));
    }
  }

  private static Measurement measure(
      Load load, boolean joining, String bootstrapServers, Shop shop, Workplace workplace)
      throws IOException {
    Path result = workplace.folder().resolve("measurement.json");
    Path log = workplace.folder().resolve("job.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-Drtoto.log=" + log,
                JobProcess.class.getName(),
                bootstrapServers,
                workplace.folder().resolve("flink").toString(),
                result.toString(),
                Integer.toString(load.customers()),
                Long.toString(load.events()),
                Integer.toString(load.products()),
                Double.toString(load.hot()),
                Integer.toString(load.parallelism()),
                Integer.toString(load.memoryMegabytes()),
                Boolean.toString(joining)));
    load.flink().forEach((name, value) -> command.addAll(List.of(name, value)));
    ProcessBuilder builder = OwnJava.with(load.memoryMegabytes(), command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process job = workplace.start(builder);
    try (BufferedReader said = job.inputReader(StandardCharsets.UTF_8)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.equals(JobProcess.WARM)) {
          shop.showTheRest();
        }
      }
      int exitCode = job.waitFor();
      if (exitCode > ENDED_BY_A_SIGNAL) {
        throw new IOException(
            "The job's process was ended from outside, with exit code "
                + exitCode
                + ". Maybe the system had no memory left.");
      }
      if (exitCode != 0) {
        throw new IOException(
            "The job's process ended with exit code "
                + exitCode
                + ". The log tells more: "
                + kept(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the job was measured.");
    }
    return new ObjectMapper().readValue(result.toFile(), Measurement.class);
  }

  /** The log outlives the folder, for someone to read. */
  private static Path kept(Path log) throws IOException {
    Path copy = Files.createTempFile("rtoto-bench-job", ".log");
    return Files.exists(log) ? Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING) : copy;
  }
}
