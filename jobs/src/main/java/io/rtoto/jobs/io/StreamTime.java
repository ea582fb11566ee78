package io.rtoto.jobs.io;

import io.rtoto.jobs.intake.Received;
import io.rtoto.jobs.settings.EngageSettings;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How far time has come in one partition: as far as its latest event or tick, less what events may
 * overtake each other by.
 */
final class StreamTime implements WatermarkGenerator<Received> {
  private final long outOfOrder;
  private long latest = Long.MIN_VALUE;

  StreamTime(Duration outOfOrder) {
    this.outOfOrder = outOfOrder.toMillis();
  }

  /**
   * Of the event topics. Live, a partition that nothing comes from does not hold up the others for
   * ever. In a replay it does, since it may merely be read later: nothing may depend on when.
   */
  static WatermarkStrategy<Received> ofEvents(EngageSettings settings) {
    Duration outOfOrder = settings.outOfOrder();
    WatermarkStrategy<Received> strategy =
        WatermarkStrategy.<Received>forGenerator(context -> new StreamTime(outOfOrder))
            .withTimestampAssigner((received, ofRecord) -> received.time());
    return settings.isReplay() ? strategy : strategy.withIdleness(settings.partitionIdleAfter());
  }

  @Override
  public void onEvent(Received received, long timestamp, WatermarkOutput output) {
    latest = Math.max(latest, received.time());
    if (received.isTick()) {
      // In a silent stream an absence waits for it. Events come too often to tell of each.
      onPeriodicEmit(output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (latest != Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(latest - outOfOrder - 1));
    }
  }
}
