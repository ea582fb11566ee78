package io.rtoto.jobs.measurement;

import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.Telling;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What happened in that minute? Remembers its sums, and tells them when they have changed. Live it
 * forgets them, and takes them back from the topic, when they are kept no longer.
 */
public final class FiguresFunction extends KeyedProcessFunction<String, Change, FiguresChange> {
  private static final long serialVersionUID = 1;

  private final MeasureSettings settings;
  private final Telling telling;

  private transient @Nullable ValueState<KeptFigures> figures;

  /** With these settings. */
  public FiguresFunction(MeasureSettings settings) {
    this.settings = settings;
    telling = new Telling(settings.isReplay(), settings.toldApart());
  }

  @Override
  public void open(OpenContext context) {
    figures =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("figures", RecordTypes.of(KeptFigures.class)));
  }

  @Override
  public void processElement(Change change, Context context, Collector<FiguresChange> out)
      throws Exception {
    TimerService timers = context.timerService();
    KeptFigures kept = figures().value();
    KeptFigures before = kept == null ? KeptFigures.NEW : kept;
    if (!settings.isReplay()) {
      long end = Timers.midnightAfter(Instant.parse(change.key()), settings.figuresKeptFor());
      if (end <= timers.currentWatermark()) {
        return;
      }
      timers.registerEventTimeTimer(end);
    }
    if (!before.awaited()) {
      telling.await(timers);
    }
    figures().update(before.with(change));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<FiguresChange> out)
      throws Exception {
    String minute = context.getCurrentKey();
    KeptFigures now = figures().value();
    if (now == null) {
      return;
    }
    if (context.timeDomain() == TimeDomain.EVENT_TIME && !settings.isReplay()) {
      out.collect(new FiguresChange(minute, null));
      figures().clear();
    } else {
      out.collect(
          new FiguresChange(
              minute, Minutes.of(minute, now.counts(), delay(now, context.timerService()))));
      figures().update(now.told());
    }
  }

  /**
   * The watermark waits for partitions on which nothing comes, for as long as they do not count as
   * idle: nothing is later than what was just read. And a correction is of an old minute, while the
   * watermark is on time.
   */
  private @Nullable Long delay(KeptFigures figures, TimerService timers) {
    if (settings.isReplay() || timers.currentWatermark() == Long.MIN_VALUE) {
      return null;
    }
    long until = Math.max(timers.currentWatermark(), figures.newest().toEpochMilli());
    return timers.currentProcessingTime() - until;
  }

  private ValueState<KeptFigures> figures() {
    return Objects.requireNonNull(figures, "not opened");
  }
}
