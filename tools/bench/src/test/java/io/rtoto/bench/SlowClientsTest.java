package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlowClientsTest {
  /** Of three rounds, two that agree tell the median. */
  private static final int MOST = 2;

  /**
   * Both gateways are asked in turn, so what else happens on the machine befalls the median of
   * both; a hundredth of so few tells little. One round may have bad luck all the same: most must
   * not.
   */
  @Test
  void areHungUpOnAndKeepNobodyElseWaiting() throws IOException {
    List<Double> timesLonger = new ArrayList<>();
    while (rounds(timesLonger, false) < MOST && rounds(timesLonger, true) < MOST) {
      JsonNode slowed =
          BenchRun.withoutRules("slow-clients", "--clients=150", "--rate=50", "--seconds=8");
      // A third of them has no end of its head within five seconds.
      assertThat(slowed.path("hungUp").asInt()).isGreaterThan(40);
      double undisturbed = slowed.at("/undisturbed/p50").asDouble();
      assertThat(undisturbed).isPositive();
      timesLonger.add(slowed.at("/disturbed/p50").asDouble() / undisturbed);
    }

    assertThat(rounds(timesLonger, true)).as("%s", timesLonger).isLessThan(MOST);
  }

  /** How many had bad luck, or had not: twice the time, or more. */
  private static long rounds(List<Double> timesLonger, boolean unlucky) {
    return timesLonger.stream().filter(times -> times >= 2 == unlucky).count();
  }
}
