package io.rtoto.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.RemoteFlink;
import io.rtoto.local.RunningJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobWatchTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  @Test
  void tellsOnceThatFlinkIsAwayAndGoesOn() throws IOException {
    LocalFlink cluster = cluster();
    try (RemoteFlink flink = remote(cluster)) {
      JobWatch watch = watch(flink.run(endless(flink), "counts"));
      watch.look();
      assertThat(told.toString(UTF_8)).isEmpty();
      cluster.close();
      watch.look();
      watch.look();
      assertThat(told.toString(UTF_8)).containsOnlyOnce("Flink does not tell");
    }
  }

  @Test
  void tellsWhereTheLogIsOfAJobThatHasEnded() throws IOException {
    try (LocalFlink cluster = cluster();
        RemoteFlink flink = remote(cluster)) {
      RunningJob job = flink.run(endless(flink), "counts");
      await().until(job::runsOnAllTasks);
      job.stop();
      assertThatThrownBy(watch(job)::look)
          .isInstanceOf(CommandFailure.class)
          .hasMessageContainingAll("the log of Flink tells why", "Maybe.");
    }
  }

  private JobWatch watch(RunningJob job) {
    return new JobWatch("engage", job, new PrintStream(told, true, UTF_8), "of Flink", "Maybe.");
  }

  private LocalFlink cluster() throws IOException {
    return LocalFlink.start(folder.resolve("flink"), 1, 64, Map.of());
  }

  private RemoteFlink remote(LocalFlink cluster) throws IOException {
    URI rest = URI.create(cluster.restAddress());
    return RemoteFlink.at(rest.getHost(), rest.getPort(), folder.resolve("job"), List.of());
  }

  private static StreamExecutionEnvironment endless(RemoteFlink flink) {
    StreamExecutionEnvironment environment = flink.environment();
    environment.setParallelism(1);
    environment.enableCheckpointing(1_000_000);
    environment.fromSequence(0, Long.MAX_VALUE).sinkTo(new DiscardingSink<>());
    return environment;
  }
}
