package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlowClientsTest {
  private static final int ROUNDS = 3;

  /**
   * Both gateways are asked in turn, so what else happens on the machine befalls the median of
   * both; a hundredth of so few tells little. One round may have bad luck all the same: most must
   * not.
   */
  @Test
  void areHungUpOnAndKeepNobodyElseWaiting() throws IOException {
    List<Double> timesLonger = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode slowed =
          BenchRun.withoutRules("slow-clients", "--clients=150", "--rate=50", "--seconds=8");
      // A third of them has no end of its head within five seconds.
      assertThat(slowed.path("hungUp").asInt()).isGreaterThan(40);
      double undisturbed = slowed.at("/undisturbed/p50").asDouble();
      assertThat(undisturbed).isPositive();
      timesLonger.add(slowed.at("/disturbed/p50").asDouble() / undisturbed);
    }

    assertThat(timesLonger.stream().sorted().toList().get(ROUNDS / 2))
        .as("%s", timesLonger)
        .isLessThan(2);
  }
}
