package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SettlingTest {
  @Test
  void measuresHowSoonWhoBelongsTogetherIsOne() throws IOException {
    JsonNode settled =
        BenchRun.of("settling", "--customers=200", "--rate=100", "--warm-up=3", "--seconds=5");

    assertThat(settled.path("links").asInt()).isGreaterThan(10);
    assertThat(settled.path("unsettled").asInt()).isZero();
    JsonNode millis = settled.path("millis");
    assertThat(millis.path("p50").asDouble()).isPositive();
    assertThat(millis.path("p99").asDouble())
        .isBetween(millis.path("p50").asDouble(), millis.path("max").asDouble());
    // Each link is told from one end to the other at least once.
    assertThat(settled.path("loopMessagesPerEvent").asDouble())
        .isGreaterThan(settled.path("links").asInt() / 800.0);
  }
}
