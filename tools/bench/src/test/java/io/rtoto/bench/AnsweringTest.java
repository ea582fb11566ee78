package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class AnsweringTest {
  @Test
  void measuresHowSoonWhatGoesWithAProductIsRecommended() throws IOException {
    JsonNode times =
        BenchRun.of("answering", "--products=500", "--rate=100", "--warm-up=500", "--seconds=5");

    assertThat(times.path("looks").asInt()).isEqualTo(500);
    assertThat(times.path("undecided").asInt()).isLessThan(25);
    JsonNode millis = times.path("millis");
    assertThat(millis.path("p50").asDouble()).isPositive();
    assertThat(millis.path("p99").asDouble())
        .isBetween(millis.path("p50").asDouble(), millis.path("max").asDouble());
    assertThat(times.at("/insideMillis/p50").asDouble())
        .isPositive()
        .isLessThan(millis.path("p50").asDouble());
    assertThat(times.path("pairs").asInt()).isEqualTo(10);
    assertThat(times.path("unlearned").asInt()).isLessThan(10);
    assertThat(times.at("/learningMillis/p50").asDouble()).isPositive();
  }
}
