package io.rtoto.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalFlinkTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void goesOnFromWhatWasKept() throws IOException {
    keepSums();
    try (LocalFlink flink = cluster()) {
      RunningJob job = flink.run(sums(flink, number -> number), "sums");
      await().atMost(PATIENCE).until(job::runsOnAllTasks);
      assertThat(job.cannotReadItsState()).isFalse();
    }
  }

  @Test
  void saysThatWhatWasKeptCannotBeReadWhereItsFilesAreDamaged() throws IOException {
    keepSums();
    empty(file -> !file.endsWith("_metadata"));
    assertThatItCannotBeRead();
  }

  @Test
  void saysThatWhatWasKeptCannotBeReadWhereItsListOfFilesIsDamaged() throws IOException {
    keepSums();
    empty(file -> file.endsWith("_metadata"));
    assertThatItCannotBeRead();
  }

  @Test
  void doesNotTakeAnotherFailureForUnreadableState() throws IOException {
    keepSums();
    try (LocalFlink flink = cluster()) {
      RunningJob job =
          flink.run(
              sums(
                  flink,
                  number -> {
                    throw new IllegalStateException("It refuses " + number + ".");
                  }),
              "sums");
      await().atMost(PATIENCE).until(() -> job.lastRestart().isPresent());
      assertThat(job.cannotReadItsState()).isFalse();
    }
  }

  private void assertThatItCannotBeRead() throws IOException {
    try (LocalFlink flink = cluster()) {
      RunningJob job = flink.run(sums(flink, number -> number), "sums");
      await().atMost(PATIENCE).until(job::cannotReadItsState);
    }
  }

  private void keepSums() throws IOException {
    try (LocalFlink flink = cluster()) {
      RunningJob job = flink.run(sums(flink, number -> number), "sums");
      await().atMost(PATIENCE).until(job::runsOnAllTasks);
      job.stop();
    }
  }

  private void empty(Predicate<Path> which) throws IOException {
    List<Path> damaged;
    try (Stream<Path> files = Files.walk(folder.resolve("savepoints"))) {
      damaged = files.filter(Files::isRegularFile).filter(which).toList();
    }
    assertThat(damaged).isNotEmpty();
    for (Path file : damaged) {
      Files.write(file, new byte[0]);
    }
  }

  private LocalFlink cluster() throws IOException {
    // Small state has files of its own, too.
    return LocalFlink.start(
        folder, 1, 64, Map.of("execution.checkpointing.data-inline-threshold", "0 b"));
  }

  private static StreamExecutionEnvironment sums(LocalFlink flink, MapFunction<Long, Long> each) {
    StreamExecutionEnvironment environment = flink.environment();
    environment.setParallelism(1);
    environment
        .fromSequence(0, Long.MAX_VALUE)
        .uid("numbers")
        .map(each)
        .returns(Types.LONG)
        .uid("each")
        .keyBy(number -> number % 3, Types.LONG)
        .reduce(Long::sum)
        .uid("sums")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
    return environment;
  }
}
