package io.rtoto.jobs.audience;

import io.rtoto.jobs.memory.Interest;
import io.rtoto.jobs.memory.Standing;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.Telling;
import io.rtoto.schemas.audiences.AudienceKind;
import io.rtoto.schemas.flow.AudienceChange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Who is drawn to it? Remembers of one product or category the customers who are drawn to it most,
 * {@value Ranking#MOST_REMEMBERED} at most, and tells them when they have changed: live once in a
 * while, in a replay at its end. Forgets a customer who is no longer drawn to it, hardly is when it
 * is told, or is one too many, and everything when nobody is left. Who was forgotten comes back
 * with their next news.
 */
public final class AudienceFunction extends KeyedProcessFunction<String, Interest, AudienceChange> {
  private static final long serialVersionUID = 1;

  private final Telling telling;

  private transient @Nullable MapState<String, Standing> standings;
  private transient @Nullable ValueState<Kept> kept;

  /**
   * An audience function.
   *
   * @param replay whether the run ends with its input
   * @param apart how long after a change an audience is told, and so the shortest time between two
   *     messages of one; without meaning in a replay
   */
  public AudienceFunction(boolean replay, Duration apart) {
    telling = new Telling(replay, apart);
  }

  /**
   * What is remembered of an audience beside who it is.
   *
   * @param kind to what it is drawn
   * @param name the product's id, or the category
   * @param size how many are remembered
   * @param awaited whether it is about to be told
   * @param told whether it was told before
   */
  public record Kept(AudienceKind kind, String name, int size, boolean awaited, boolean told) {
    private Kept withSize(int now) {
      return new Kept(kind, name, now, awaited, told);
    }
  }

  @Override
  public void open(OpenContext context) {
    standings =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "standings", Types.STRING, RecordTypes.of(Standing.class)));
    kept =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("audience", RecordTypes.of(Kept.class)));
  }

  @Override
  public void processElement(Interest news, Context context, Collector<AudienceChange> out)
      throws Exception {
    Standing before = standings().get(news.customerId());
    if (Objects.equals(before, news.standing())) {
      return;
    }
    Kept known = kept().value();
    Kept now = known == null ? new Kept(news.kind(), news.name(), 0, false, false) : known;
    if (news.standing() == null) {
      standings().remove(news.customerId());
      now = now.withSize(now.size() - 1);
    } else {
      standings().put(news.customerId(), news.standing());
      now = bounded(before == null ? now.withSize(now.size() + 1) : now);
    }
    if (!now.awaited()) {
      telling.await(context.timerService());
    }
    kept().update(new Kept(now.kind(), now.name(), now.size(), true, now.told()));
  }

  private Kept bounded(Kept now) throws Exception {
    if (now.size() <= Ranking.MOST_REMEMBERED) {
      return now;
    }
    int size = now.size();
    for (String customerId : ranking().tooMany()) {
      standings().remove(customerId);
      size--;
    }
    return now.withSize(size);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<AudienceChange> out)
      throws Exception {
    Kept now = kept().value();
    if (now.size() > 0) {
      Ranking all = ranking();
      List<String> faded = all.faded();
      for (String customerId : faded) {
        standings().remove(customerId);
      }
      Ranking left = faded.isEmpty() ? all : ranking();
      out.collect(
          new AudienceChange(context.getCurrentKey(), left.audience(now.kind(), now.name())));
      kept().update(new Kept(now.kind(), now.name(), now.size() - faded.size(), false, true));
    } else {
      if (now.told()) {
        out.collect(new AudienceChange(context.getCurrentKey(), null));
      }
      kept().clear();
    }
  }

  private Ranking ranking() throws Exception {
    Map<String, Standing> all = new HashMap<>();
    for (Map.Entry<String, Standing> one : standings().entries()) {
      all.put(one.getKey(), one.getValue());
    }
    return new Ranking(all);
  }

  private MapState<String, Standing> standings() {
    return Objects.requireNonNull(standings, "not opened");
  }

  private ValueState<Kept> kept() {
    return Objects.requireNonNull(kept, "not opened");
  }
}
