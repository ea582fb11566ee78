package io.rtoto.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.local.LocalKafka;
import io.rtoto.schemas.Topic;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Fills a broker in this process, and measures the job in a process of its own. */
final class Throughput {
  private static final int PARTITIONS = 4;

  private Throughput() {}

  static Measurement measure(Load load, Path library, Progress progress) throws IOException {
    Path directory = Files.createTempDirectory("rtoto-bench");
    try {
      try (LocalKafka kafka = LocalKafka.start(directory.resolve("kafka"), 0)) {
        Shop shop = new Shop(kafka.bootstrapServers(), PARTITIONS);
        progress.begins("Writing events, half of them to warm up ...");
        shop.open(library, new ShopTraffic(load.customers(), load.events()), progress);
        progress.begins("Starting the job in a process of its own ...");
        Measurement measurement = measure(load, kafka.bootstrapServers(), directory);
        return measurement.withDecisions(shop.messagesOn(Topic.DECISIONS));
      }
    } finally {
      delete(directory);
    }
  }

  private static Measurement measure(Load load, String bootstrapServers, Path directory)
      throws IOException {
    Path result = directory.resolve("measurement.json");
    Path log = Files.createTempFile("rtoto-bench-job", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + load.memoryMegabytes() + "m",
                "-Xmx" + load.memoryMegabytes() + "m",
                "-XX:+UseG1GC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Drtoto.log=" + log,
                JobProcess.class.getName(),
                bootstrapServers,
                directory.resolve("flink").toString(),
                result.toString(),
                Integer.toString(load.customers()),
                Long.toString(load.events()),
                Integer.toString(load.parallelism()),
                Integer.toString(load.memoryMegabytes())));
    // A class path is longer than some systems let an argument be.
    builder.environment().put("CLASSPATH", absoluteClassPath());
    builder.redirectOutput(log.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    Process job = builder.start();
    try {
      int exitCode = job.waitFor();
      if (exitCode != 0) {
        throw new IOException(
            "The job's process ended with exit code " + exitCode + ". The log tells more: " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the job was measured.");
    } finally {
      job.destroy();
    }
    Files.delete(log);
    return new ObjectMapper().readValue(result.toFile(), Measurement.class);
  }

  private static String absoluteClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((one, other) -> one + File.pathSeparator + other)
        .orElse("");
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
