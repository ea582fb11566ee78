package io.rtoto.jobs.measurement;

import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.Telling;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Which rules were asked? Remembers of a version of the rules and a moment which of them react to
 * it, and how often they were asked since they were told. Forgets nothing: there are as many as
 * versions and moments.
 */
public final class AskedFunction extends KeyedProcessFunction<String, Asked, Change> {
  private static final long serialVersionUID = 1;

  private final Telling telling;

  private transient @Nullable ValueState<KeptAsked> asked;

  /** With these settings. */
  public AskedFunction(MeasureSettings settings) {
    telling = new Telling(settings.isReplay(), settings.toldApart());
  }

  @Override
  public void open(OpenContext context) {
    asked =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("asked", RecordTypes.of(KeptAsked.class)));
  }

  @Override
  public void processElement(Asked news, Context context, Collector<Change> out) throws Exception {
    KeptAsked kept = asked().value();
    KeptAsked now = (kept == null ? KeptAsked.NEW : kept).with(news);
    if (!now.awaited() && now.canBeTold()) {
      telling.await(context.timerService());
      now = now.awaited(true);
    }
    asked().update(now);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Change> out)
      throws Exception {
    KeptAsked now = asked().value();
    String key = context.getCurrentKey();
    int blank = key.indexOf(' ');
    now.changes(key.substring(0, blank), key.substring(blank + 1)).forEach(out::collect);
    asked().update(now.told());
  }

  private ValueState<KeptAsked> asked() {
    return Objects.requireNonNull(asked, "not opened");
  }
}
