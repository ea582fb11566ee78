package io.rtoto.jobs.io;

import io.rtoto.jobs.settings.EngageSettings;
import org.apache.flink.api.common.eventtime.NoWatermarksGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The time of topics that have none: rules and catalogue. Live they never hold time up, nor drive
 * it on: where the events stand still as well, so does time. In a replay they hold it up until they
 * are read to the end, so that they are there before the first event is decided.
 */
final class NoTime<T> implements WatermarkGenerator<T> {

  static <T> WatermarkStrategy<T> of(EngageSettings settings) {
    return of(settings.isReplay());
  }

  static <T> WatermarkStrategy<T> of(boolean replay) {
    return WatermarkStrategy.<T>forGenerator(
            context -> replay ? new NoWatermarksGenerator<>() : new NoTime<>())
        .withTimestampAssigner((element, ofRecord) -> Long.MIN_VALUE);
  }

  @Override
  public void onEvent(T element, long timestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
