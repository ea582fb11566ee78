package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SlowClientsTest {
  @Test
  void hangUpOnThemselvesAndKeepNobodyElseWaiting() throws IOException {
    JsonNode slowed =
        BenchRun.withoutRules("slow-clients", "--clients=150", "--rate=50", "--seconds=10");

    // A third of them has no end of its head within five seconds.
    assertThat(slowed.path("hungUp").asInt()).isGreaterThan(50);
    double undisturbed = slowed.at("/undisturbed/p99").asDouble();
    double disturbed = slowed.at("/disturbed/p99").asDouble();
    assertThat(undisturbed).isPositive();
    // On a machine with much else to do a hundredth of so few tells little; a gateway that waits
    // for its slow clients has its others wait for seconds.
    assertThat(disturbed).isLessThan(2 * undisturbed + 100);
  }
}
