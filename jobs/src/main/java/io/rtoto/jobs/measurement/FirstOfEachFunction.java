package io.rtoto.jobs.measurement;

import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.JournalEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Lets what is written at least once pass once. Remembers the id of each, live for a while of event
 * time: after that, a repeat would count again.
 *
 * <p>A job that falls between a decision and its checkpoint may come to another end the next time:
 * of a decision and a {@link DecisionNotMade} of the same id and time, the decision holds,
 * whichever comes first.
 */
public final class FirstOfEachFunction extends KeyedProcessFunction<String, News, News> {
  private static final long serialVersionUID = 1;

  private static final Messages<JournalEntry> JOURNAL = Messages.of(JournalEntry.class);

  private final MeasureSettings settings;

  private transient @Nullable ValueState<Boolean> seen;

  /** When it was decided, in epoch milliseconds. */
  private transient @Nullable ValueState<Long> decidedAt;

  /** What was not decided, as it was written, by when: what is held is decided again later. */
  private transient @Nullable MapState<Long, byte[]> notMade;

  /** With these settings. */
  public FirstOfEachFunction(MeasureSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.BOOLEAN));
    decidedAt = getRuntimeContext().getState(new ValueStateDescriptor<>("decided-at", Types.LONG));
    notMade =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "not-made", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(News news, Context context, Collector<News> out) throws Exception {
    Instant at = news instanceof News.Refused refused ? refused.writtenAt() : news.at();
    Instant known = Objects.requireNonNull(at, "neither decided nor refused");
    if (news instanceof News.Journalled journalled) {
      if (Objects.equals(decidedAt().value(), known.toEpochMilli())) {
        return;
      }
      notMade().put(known.toEpochMilli(), JOURNAL.write(journalled.entry()));
    } else {
      if (seen().value() != null) {
        return;
      }
      seen().update(true);
      if (news instanceof News.Decided) {
        decidedAt().update(known.toEpochMilli());
        takeBack(known.toEpochMilli(), out);
      }
    }
    if (!settings.isReplay()) {
      context.timerService().registerEventTimeTimer(forgottenAt(known.toEpochMilli()));
    }
    out.collect(news);
  }

  private void takeBack(long at, Collector<News> out) throws Exception {
    byte[] overtaken = notMade().get(at);
    if (overtaken != null) {
      notMade().remove(at);
      out.collect(new News.Overtaken(notMade(overtaken)));
    }
  }

  private static DecisionNotMade notMade(byte[] written) throws IOException {
    JournalEntry entry = JOURNAL.read(written);
    if (entry instanceof DecisionNotMade notMade) {
      return notMade;
    }
    throw new IllegalStateException(
        "Remembered of what was not decided is %s; expected a DecisionNotMade."
            .formatted(entry.getClass().getSimpleName()));
  }

  private long forgottenAt(long at) {
    return at + settings.repeatsKeptFor().toMillis();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<News> out)
      throws Exception {
    Long decided = decidedAt().value();
    // What was held was not decided a while before it was.
    if (decided == null || forgottenAt(decided) <= timestamp) {
      seen().clear();
      decidedAt().clear();
    }
    List<Long> old = new ArrayList<>();
    for (Long at : notMade().keys()) {
      if (forgottenAt(at) <= timestamp) {
        old.add(at);
      }
    }
    for (Long at : old) {
      notMade().remove(at);
    }
  }

  private ValueState<Boolean> seen() {
    return Objects.requireNonNull(seen, "not opened");
  }

  private ValueState<Long> decidedAt() {
    return Objects.requireNonNull(decidedAt, "not opened");
  }

  private MapState<Long, byte[]> notMade() {
    return Objects.requireNonNull(notMade, "not opened");
  }
}
