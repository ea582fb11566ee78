package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("slow")
@EnabledOnOs(OS.LINUX)
final class ThroughputTest {
  @Test
  void measuresTheWholeJobFromTopicToTopic() throws IOException {
    Load load = new Load(500, 20_000, 1, 256);
    Measurement measurement =
        Throughput.measure(
            load,
            Path.of(System.getProperty("rtoto.root")).resolve("rules/library"),
            Progress.to(new PrintWriter(new StringWriter())));

    assertThat(measurement.load()).isEqualTo(load);
    assertThat(measurement.whole().cpuMicrosPerEvent()).isBetween(5.0, 20_000.0);
    assertThat(measurement.whole().eventsPerSecond()).isGreaterThan(10.0);
    assertThat(measurement.whole().stateBytesPerCustomer()).isBetween(200.0, 1_000_000.0);
    assertThat(measurement.groups().keySet())
        .contains("RocksDB background", "Kafka producers", ThreadGroups.JIT)
        .anyMatch(group -> group.startsWith("task What now?"));
    assertThat(measurement.decisions()).isGreaterThan(load.events() / 10);
  }
}
