package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.local.LocalJob;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the job keeps of its topics: rows B79 and B80 of the catalogue of bad input. */
@ExtendWith(EngageRigExtension.class)
final class ChangedTopicsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final EngageRig rig;

  ChangedTopicsTest(EngageRig rig) {
    this.rig = rig;
  }

  @BeforeEach
  void begin() throws Exception {
    rig.begin(2);
  }

  @AfterEach
  void end() throws Exception {
    rig.stop();
  }

  @Test
  void goesOnWhereItStoppedWhenTheTopicsAreTheSame() throws Exception {
    Path savepoint = stoppedAfterOneEvent();
    rig.write(List.of(Call.adds("anna", "boots", NOON, "m2")));

    LocalJob job = rig.start(rig.settings(), 1, savepoint);

    EngageRig.await(() -> rig.events().contains("applied m2"));
    assertThat(job.restarts()).isZero();
    assertThat(rig.events()).containsExactlyInAnyOrder("applied m1", "applied m2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "catalog", "rules"})
  void b79StopsWhenATopicWasMadeAgain(String topic) throws Exception {
    Path savepoint = stoppedAfterOneEvent();
    rig.deleteTopics(List.of(topic));
    rig.createTopics();

    LocalJob job = rig.start(rig.settings(), 1, savepoint);

    assertThatItEndsSaying(
        job, "Topic " + topic + " was deleted and made again since the checkpoint");
  }

  /** A union list would: Flink makes no more checkpoints once a subtask that has one has ended. */
  @Test
  void keepsNothingThatEndsTheCheckpointsOfAReplayWithItsFirstSubtask() throws Exception {
    Path savepoint = stoppedAfterOneEvent();
    CheckpointMetadata metadata;
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(savepoint.resolve("_metadata")))) {
      metadata =
          Checkpoints.loadCheckpointMetadata(
              in, getClass().getClassLoader(), savepoint.toUri().toString());
    }

    assertThat(
            metadata.getOperatorStates().stream()
                .flatMap(operator -> operator.getStates().stream())
                .flatMap(subtask -> subtask.getManagedOperatorState().stream())
                .flatMap(handle -> handle.getStateNameToPartitionOffsets().values().stream())
                .map(OperatorStateHandle.StateMetaInfo::getDistributionMode))
        .contains(OperatorStateHandle.Mode.BROADCAST)
        .doesNotContain(OperatorStateHandle.Mode.UNION);
  }

  @Test
  void b80StopsWhenATopicHasMorePartitions() throws Exception {
    Path savepoint = stoppedAfterOneEvent();
    rig.admin().createPartitions(Map.of("chat", NewPartitions.increaseTo(5))).all().get();

    LocalJob job = rig.start(rig.settings(), 1, savepoint);

    assertThatItEndsSaying(job, "Topic chat has 5 partitions; the checkpoint knows 2.");
  }

  @Test
  void b80StopsAtACheckpointWhenATopicGetsMorePartitionsMeanwhile() throws Exception {
    LocalJob job = rig.startLive(rig.settings(), 1);

    rig.admin().createPartitions(Map.of("chat", NewPartitions.increaseTo(3))).all().get();

    assertThatItEndsSaying(job, "Topic chat has 3 partitions; the checkpoint knows 2.");
  }

  private Path stoppedAfterOneEvent() throws Exception {
    LocalJob job = rig.startLive(rig.settings(), 1);
    rig.write(List.of(Call.adds("anna", "boots", NOON, "m1")));
    EngageRig.await(() -> rig.events().contains("applied m1"));
    return job.stopWithSavepoint();
  }

  private static void assertThatItEndsSaying(LocalJob job, String sentence) throws IOException {
    assertThatThrownBy(() -> job.awaitEnd(Duration.ofMinutes(2)))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining(sentence);
    assertThat(job.restarts()).isZero();
  }
}
