package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.bench.SessionCost.Load;
import io.rtoto.bench.progress.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class StreamingTest {
  @Test
  void measuresThatNoOfferIsLostAndNoneComesTwiceOverARestart() throws Exception {
    SessionCost cost =
        Streaming.measure(
            new Load(200, 20, 3),
            InstantSource.system(),
            Progress.to(new PrintWriter(new StringWriter())));

    assertThat(cost.offers()).isGreaterThanOrEqualTo(60);
    assertThat(cost.lost()).isZero();
    assertThat(cost.twice()).isZero();
    assertThat(cost.millis().p50()).isPositive().isLessThanOrEqualTo(cost.millis().max());
    assertThat(cost.reconnectedSeconds()).isGreaterThanOrEqualTo(cost.downSeconds()).isPositive();
  }
}
