package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The alerts in {@code docker/prometheus/alerts.yaml} watch what the job measures. */
@ExtendWith(EngageRigExtension.class)
final class AlertsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final EngageRig rig;

  AlertsTest(EngageRig rig) {
    this.rig = rig;
  }

  @BeforeEach
  void begin() throws Exception {
    rig.begin(2);
    rig.startLive(rig.settings(), 2);
  }

  @AfterEach
  void end() throws Exception {
    rig.stop();
  }

  @Test
  void everyAlertWatchesAMetricOfTheRunningJob() throws Exception {
    String alerts =
        Files.readString(
            Path.of(System.getProperty("rtoto.root", ".."))
                .resolve("docker/prometheus/alerts.yaml"));
    List<String> watched =
        Pattern.compile("\\bflink_\\w+")
            .matcher(alerts)
            .results()
            .map(MatchResult::group)
            // What rules and sources tell is there once they have spoken and read: MonitoringTest.
            .filter(name -> !name.matches(".*(_rule_\\w+|_pendingRecords|_watermarkLag)"))
            .distinct()
            .toList();

    assertThat(watched).hasSize(11);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rig.metrics()).containsAll(watched));
  }

  @Test
  void b55ACollisionOfIdsIsCounted() throws Exception {
    String counter = "flink_taskmanager_job_task_operator_idCollisions";
    assertThat(rig.measured(counter)).isZero();

    rig.write(
        List.of(Call.adds("anna", "boots", NOON, "m1"), Call.adds("anna", "socks", NOON, "m1")));

    String operator = "flink_taskmanager_job_task_operator_";
    EngageRig.await(() -> rig.measured(operator + "reason_deadLetters") == 1);
    assertThat(rig.measured(counter)).isEqualTo(1);
    assertThat(rig.measured(operator + "topic_soundEvents")).isEqualTo(2);
  }
}
