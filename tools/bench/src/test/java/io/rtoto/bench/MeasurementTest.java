package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MeasurementTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Measurement measurement =
      new Measurement(
          new Load(1_000, 20_000, 5_000, .2, 2, 1_024, Map.of()),
          new Machine(2, "17.0.15 (Maker)", "Linux amd64"),
          new Measurement.Whole(41.5, 23_456.7, 2_345.0),
          Map.of("task What now?", 30.0, "GC", 11.5, ThreadGroups.JIT, 7.25),
          new Measurement.Memory(1_500, 300, 2),
          15_000);

  @Test
  void isAnObjectWithTheWholeAndTheGroups() throws IOException {
    JsonNode json = JSON.valueToTree(measurement);
    assertThat(json.at("/whole/cpuMicrosPerEvent").asDouble()).isEqualTo(41.5);
    assertThat(json.at("/whole/eventsPerSecond").asDouble()).isEqualTo(23_456.7);
    assertThat(json.at("/whole/stateBytesPerCustomer").asDouble()).isEqualTo(2_345.0);
    assertThat(json.at("/groups/GC").asDouble()).isEqualTo(11.5);
    assertThat(JSON.treeToValue(json, Measurement.class)).isEqualTo(measurement);
  }

  @Test
  void isATableWithTheDearestGroupFirstAndTheCompilersApart() {
    assertThat(Table.of(measurement).lines())
        .containsSubsequence(
            "1,000 customers, 20,000 events measured after 10,000 to warm up, parallelism 2",
            "5,000 products, and 20 % of all looks are at one",
            "2 cores, Java 17.0.15 (Maker), Linux amd64",
            "   30.00  task What now?",
            "   11.50  GC",
            "   41.50  whole",
            "    7.25  JIT compiler, not part of the whole",
            "      23,457  events per second",
            "       2,345  bytes of state for each customer");
  }
}
