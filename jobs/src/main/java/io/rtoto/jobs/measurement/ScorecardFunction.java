package io.rtoto.jobs.measurement;

import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.Telling;
import io.rtoto.schemas.scorecards.Scorecard;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What did the rule bring? Remembers the sums of a rule by a version of the rules, or by all, and
 * tells them when they have changed. Forgets nothing but days that are too long ago to tell whether
 * the rule fires as it did.
 */
public final class ScorecardFunction extends KeyedProcessFunction<String, Change, Scorecard> {
  private static final long serialVersionUID = 1;

  private final Telling telling;

  private transient @Nullable ValueState<KeptScorecard> scorecard;

  /** With these settings. */
  public ScorecardFunction(MeasureSettings settings) {
    telling = new Telling(settings.isReplay(), settings.toldApart());
  }

  @Override
  public void open(OpenContext context) {
    scorecard =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("scorecard", RecordTypes.of(KeptScorecard.class)));
  }

  @Override
  public void processElement(Change change, Context context, Collector<Scorecard> out)
      throws Exception {
    KeptScorecard kept = scorecard().value();
    KeptScorecard before = kept == null ? KeptScorecard.NEW : kept;
    if (!before.awaited()) {
      telling.await(context.timerService());
    }
    scorecard().update(before.with(change));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Scorecard> out)
      throws Exception {
    KeptScorecard now = scorecard().value().ofTheNewestDays();
    Scorecard card = now.scorecard(context.getCurrentKey());
    out.collect(card);
    scorecard().update(now.told(card));
  }

  private ValueState<KeptScorecard> scorecard() {
    return Objects.requireNonNull(scorecard, "not opened");
  }
}
