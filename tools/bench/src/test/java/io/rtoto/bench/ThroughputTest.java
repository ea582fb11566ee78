package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class ThroughputTest {
  /** Fewer events than customers: those that warm up visit each of them all the same. */
  @Test
  void measuresTheWholeJobFromTopicToTopic() throws IOException {
    JsonNode measured =
        BenchRun.of(
            "throughput",
            "--customers=3000",
            "--events=2000",
            "--products=2000",
            "--hot=0.2",
            "--parallelism=2",
            "--memory=256");

    assertThat(measured.at("/load/customers").asInt()).isEqualTo(3000);
    assertThat(measured.at("/load/events").asLong()).isEqualTo(2000);
    assertThat(measured.at("/load/products").asInt()).isEqualTo(2000);
    assertThat(measured.at("/load/hot").asDouble()).isEqualTo(0.2);
    assertThat(measured.at("/load/parallelism").asInt()).isEqualTo(2);
    assertThat(measured.at("/machine/cores").asInt()).isPositive();
    assertThat(measured.at("/machine/java").asText()).startsWith("" + Runtime.version().feature());
    List<String> figures = new ArrayList<>();
    measured.path("whole").fieldNames().forEachRemaining(figures::add);
    assertThat(figures)
        .containsExactlyInAnyOrder("cpuMicrosPerEvent", "eventsPerSecond", "stateBytesPerCustomer");
    assertThat(measured.path("whole")).allMatch(figure -> figure.asDouble() > 0);
    assertThat(measured.at("/memory/peakResident").asLong()).isPositive();

    List<String> groups = new ArrayList<>();
    measured.path("groups").fieldNames().forEachRemaining(groups::add);
    assertThat(groups)
        .contains("RocksDB background", "Kafka producers", ThreadGroups.JIT)
        .anyMatch(group -> group.startsWith("task What now?"));
    double parts = 0;
    for (JsonNode part : measured.path("groups")) {
      assertThat(part.asDouble()).isNotNegative();
      parts += part.asDouble();
    }
    assertThat(measured.at("/whole/cpuMicrosPerEvent").asDouble())
        .isCloseTo(parts - measured.path("groups").path(ThreadGroups.JIT).asDouble(), within(1e-6));
    // Four of five events are product views, and most products have companions.
    assertThat(measured.path("decisions").asLong()).isGreaterThan(500);
  }
}
