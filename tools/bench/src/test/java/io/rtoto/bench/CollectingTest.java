package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class CollectingTest {
  @Test
  void comparesWhatAnEventCostsWithABareServer() throws IOException {
    JsonNode collected =
        BenchRun.withoutRules(
            "collect", "--batches=200", "--batch=5", "--connections=4", "--rounds=1");

    JsonNode gateway = collected.path("gateway");
    JsonNode echo = collected.path("echo");
    assertThat(gateway.path("cpuMicrosPerEvent").asDouble())
        .isGreaterThan(echo.path("cpuMicrosPerEvent").asDouble());
    assertThat(gateway.path("eventsPerSecond").asDouble()).isPositive();
    assertThat(gateway.path("millis").path("p99").asDouble())
        .isGreaterThanOrEqualTo(gateway.path("millis").path("p50").asDouble());
    assertThat(collected.path("batchBytes").asInt()).isGreaterThan(5 * 500);
  }
}
