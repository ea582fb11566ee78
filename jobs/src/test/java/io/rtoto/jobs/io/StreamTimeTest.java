package io.rtoto.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.intake.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

final class StreamTimeTest {
  private final StreamTime time = new StreamTime(Duration.ofMillis(100));
  private final List<Long> told = new ArrayList<>();

  @Test
  void tellsNoTimeBeforeTheFirstMessage() {
    assertThat(afterwards()).isEmpty();
  }

  @Test
  void staysBehindTheLatestByWhatMayBeOutOfOrder() {
    comes(Received.tick(1000));
    comes(Received.tick(500));

    assertThat(afterwards()).containsOnly(899L);
  }

  @Test
  void tellsTheTimeOfATickAtOnceForNothingElseMayCome() {
    comes(Received.tick(1000));

    assertThat(told).containsExactly(899L);
  }

  @Test
  void doesNotMoveByWhatWasRefused() {
    comes(new Received(null, null, Received.UNKNOWN_TIME));

    assertThat(afterwards()).isEmpty();
  }

  private void comes(Received received) {
    time.onEvent(received, received.time(), output());
  }

  private List<Long> afterwards() {
    time.onPeriodicEmit(output());
    return told;
  }

  private WatermarkOutput output() {
    return new WatermarkOutput() {
      @Override
      public void emitWatermark(Watermark watermark) {
        told.add(watermark.getTimestamp());
      }

      @Override
      public void markIdle() {}

      @Override
      public void markActive() {}
    };
  }
}
