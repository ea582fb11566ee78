package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
final class TimersTest {
  @Test
  void measuresWhatIsAwaitedAndHowSoonItIsNoticed() throws IOException {
    JsonNode cost = BenchRun.of("timers", "--customers=2000", "--due=500", "--silent=100");

    // The fourth is the end of the visit.
    assertThat(cost.at("/kept/awaitedPerCustomer").asDouble()).isGreaterThanOrEqualTo(3);
    assertThat(cost.at("/kept/rocksBytes").asLong()).isPositive();
    assertThat(cost.at("/kept/savepointBytes").asLong()).isGreaterThan(100_000);
    assertThat(cost.at("/kept/catchUpSeconds").asDouble()).isPositive();
    assertThat(cost.at("/silence/unnoticed").asInt()).isZero();
    JsonNode millis = cost.at("/silence/millis");
    assertThat(millis.path("p50").asDouble()).isPositive();
    assertThat(millis.path("p99").asDouble())
        .isBetween(millis.path("p50").asDouble(), millis.path("max").asDouble());
  }
}
