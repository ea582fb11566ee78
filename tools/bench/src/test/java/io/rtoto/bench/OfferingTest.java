package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
final class OfferingTest {
  @Test
  void measuresHowSoonAPageHasWhatIsRecommendedUponItsEvent() throws IOException {
    JsonNode times =
        BenchRun.of(
            "offers",
            "--sessions=50",
            "--rate=50",
            "--seconds=4",
            "--warm-up=2000",
            "--products=500");

    assertThat(times.path("looks").asInt()).isEqualTo(200);
    assertThat(times.path("undecided").asInt()).isLessThan(20);
    assertThat(times.path("lost").asInt()).isZero();
    // What came before the answer counts as less than no time.
    int beforeAnswer = times.path("beforeAnswer").asInt(-1);
    int came = 200 - times.path("undecided").asInt();
    assertThat(beforeAnswer).isBetween(0, came);
    assertThat(times.at("/acceptedToPage/p50").asDouble() < 0).isEqualTo(2 * beforeAnswer >= came);
    JsonNode millis = times.path("acceptedToPage");
    assertThat(millis.path("p99").asDouble())
        .isPositive()
        .isBetween(millis.path("p50").asDouble(), millis.path("max").asDouble());
    assertThat(times.at("/sentToPage/p50").asDouble())
        .isGreaterThan(times.at("/sentToAccepted/p50").asDouble());
  }
}
