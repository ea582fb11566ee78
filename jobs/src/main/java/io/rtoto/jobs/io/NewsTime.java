package io.rtoto.jobs.io;

import io.rtoto.jobs.measurement.News;
import io.rtoto.jobs.settings.MeasureSettings;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.NoWatermarksGenerator;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How far time has come in what engage wrote: as far as its latest entry, less what entries may
 * overtake each other by. In a replay time stands still until everything is read.
 */
final class NewsTime implements WatermarkGenerator<News> {
  private final long outOfOrder;
  private long latest = Long.MIN_VALUE;

  private NewsTime(Duration outOfOrder) {
    this.outOfOrder = outOfOrder.toMillis();
  }

  static WatermarkStrategy<News> of(MeasureSettings settings) {
    if (settings.isReplay()) {
      return WatermarkStrategy.<News>forGenerator(context -> new NoWatermarksGenerator<>())
          .withTimestampAssigner((news, ofRecord) -> Long.MIN_VALUE);
    }
    Duration outOfOrder = settings.outOfOrder();
    return WatermarkStrategy.<News>forGenerator(context -> new NewsTime(outOfOrder))
        .withTimestampAssigner((news, ofRecord) -> Long.MIN_VALUE)
        .withIdleness(settings.partitionIdleAfter());
  }

  @Override
  public void onEvent(News news, long timestamp, WatermarkOutput output) {
    Instant at = news.at();
    if (at != null) {
      latest = Math.max(latest, at.toEpochMilli());
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (latest != Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(latest - outOfOrder - 1));
    }
  }
}
