package io.rtoto.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.settings.EngageSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.junit.jupiter.api.Test;

final class NoTimeTest {
  private static final EngageSettings LIVE = EngageSettings.defaults("none:0");

  /** The greatest watermark would drive time to its end as soon as all events stand still. */
  @Test
  void neitherHoldsTimeUpNorDrivesItOnWhenLive() {
    assertThat(toldBy(LIVE)).containsExactly("idle");
  }

  @Test
  void holdsTimeUpInAReplay() {
    assertThat(toldBy(LIVE.replayUntil(Instant.EPOCH))).isEmpty();
  }

  private static final WatermarkGeneratorSupplier.Context CONTEXT =
      new WatermarkGeneratorSupplier.Context() {
        @Override
        public MetricGroup getMetricGroup() {
          return new UnregisteredMetricsGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
          return SystemClock.getInstance();
        }
      };

  private static List<String> toldBy(EngageSettings settings) {
    List<String> told = new ArrayList<>();
    WatermarkGenerator<String> generator =
        NoTime.<String>of(settings).createWatermarkGenerator(CONTEXT);
    WatermarkOutput output =
        new WatermarkOutput() {
          @Override
          public void emitWatermark(Watermark watermark) {
            told.add(watermark.toString());
          }

          @Override
          public void markIdle() {
            told.add("idle");
          }

          @Override
          public void markActive() {
            told.add("active");
          }
        };
    generator.onEvent("an entry", 0, output);
    generator.onPeriodicEmit(output);
    return told;
  }
}
