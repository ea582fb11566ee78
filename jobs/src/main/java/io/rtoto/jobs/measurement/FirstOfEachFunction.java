package io.rtoto.jobs.measurement;

import io.rtoto.jobs.settings.MeasureSettings;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Lets what is written at least once pass once. Remembers the id of each, live for a while of event
 * time: after that, a repeat would count again.
 */
public final class FirstOfEachFunction extends KeyedProcessFunction<String, News, News> {
  private static final long serialVersionUID = 1;

  private final MeasureSettings settings;

  private transient @Nullable ValueState<Boolean> seen;

  /** With these settings. */
  public FirstOfEachFunction(MeasureSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.BOOLEAN));
  }

  @Override
  public void processElement(News news, Context context, Collector<News> out) throws Exception {
    if (seen().value() != null) {
      return;
    }
    seen().update(true);
    if (!settings.isReplay()) {
      Instant at = news instanceof News.Refused refused ? refused.writtenAt() : news.at();
      Instant known = Objects.requireNonNull(at, "neither decided nor refused");
      context
          .timerService()
          .registerEventTimeTimer(known.plus(settings.repeatsKeptFor()).toEpochMilli());
    }
    out.collect(news);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<News> out)
      throws Exception {
    seen().clear();
  }

  private ValueState<Boolean> seen() {
    return Objects.requireNonNull(seen, "not opened");
  }
}
