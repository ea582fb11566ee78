package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoadTest {
  @ParameterizedTest
  @CsvSource({
    "1000000, 1000000, 1000000, 2000000",
    "1000, 1000000, 500000, 1500000",
    "1000, 1, 1000, 1001",
    "1, 1, 1, 2",
    "1, 3, 2, 5"
  })
  void visitsEachCustomerAndLearnsFromHalfAsManyEventsBeforeItMeasures(
      int customers, long events, long warmUp, long all) {
    Load load = new Load(customers, events, 1_000, 0, 1, 256, Map.of());
    assertThat(load.warmUp()).isEqualTo(warmUp);
    assertThat(load.all()).isEqualTo(all);
  }
}
