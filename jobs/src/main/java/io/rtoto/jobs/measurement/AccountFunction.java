package io.rtoto.jobs.measurement;

import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.Telling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what is known of a customer? Remembers the facts, live for as long as {@link
 * Retention} says, and what it told of them; tells by how much that has changed. What it forgets
 * keeps counting as it counted last.
 */
public final class AccountFunction extends KeyedProcessFunction<String, Entry, Change> {
  private static final long serialVersionUID = 1;

  /** What counts in figures; the main output is what counts on scorecards. */
  public static final OutputTag<Change> FIGURES =
      new OutputTag<>("account-figures", RecordTypes.of(Change.class));

  private final MeasureSettings settings;
  private final Retention retention;
  private final Telling telling;

  private transient @Nullable MapState<String, Fact> facts;
  private transient @Nullable ValueState<KeptAccount> account;

  /** With these settings. */
  public AccountFunction(MeasureSettings settings) {
    this.settings = settings;
    retention = new Retention(settings.attributionWindow(), settings.factsKeptFor());
    telling = new Telling(settings.isReplay(), settings.toldApart());
  }

  @Override
  public void open(OpenContext context) {
    facts =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("facts", Types.STRING, RecordTypes.of(Fact.class)));
    account =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("account", RecordTypes.of(KeptAccount.class)));
  }

  @Override
  public void processElement(Entry entry, Context context, Collector<Change> out) throws Exception {
    Fact fact = entry.fact();
    if (entry.removed()) {
      facts().remove(fact.id());
    } else {
      facts().put(fact.id(), fact);
      if (!settings.isReplay()) {
        context.timerService().registerEventTimeTimer(retention.looksAt(fact));
        if (fact instanceof Fact.Told told && told.arm() != null) {
          context
              .timerService()
              .registerEventTimeTimer(Timers.soonAfter(fact.at(), settings.attributionWindow()));
        }
      }
    }
    KeptAccount kept = kept();
    if (!kept.awaited()) {
      telling.await(context.timerService());
      account().update(kept.awaited(true));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Change> out)
      throws Exception {
    KeptAccount kept = kept();
    // After a restart time is known again only when every source has told: it never goes back.
    Instant asOf =
        settings.replayEnd() == null
            ? later(kept.asOf(), Instant.ofEpochMilli(context.timerService().currentWatermark()))
            : settings.replayEnd();
    List<Fact> known = known();
    KeptAccount.Reckoned now =
        kept.reckoned(new Account(known, settings.attributionWindow()), asOf);
    now.changedRules().forEach(out::collect);
    now.changedMinutes().forEach(change -> context.output(FIGURES, change));
    boolean stillAwaited = kept.awaited() && context.timeDomain() == TimeDomain.EVENT_TIME;
    KeptAccount next = now.kept().awaited(stillAwaited && !settings.isReplay());
    if (!settings.isReplay()) {
      next = grownOld(known, next, context.timerService());
    }
    if (next.isNothing()) {
      account().clear();
    } else {
      account().update(next);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private KeptAccount grownOld(List<Fact> known, KeptAccount kept, TimerService timers)
      throws Exception {
    Retention.Aged aged = retention.aged(known, timers.currentWatermark());
    aged.looks().forEach(timers::registerEventTimeTimer);
    if (aged.changesNothing()) {
      return kept;
    }
    for (Fact fact : aged.gone()) {
      facts().remove(fact.id());
    }
    for (Fact fact : aged.instead()) {
      facts().put(fact.id(), fact);
    }
    return kept.restingOn(new Account(known(), settings.attributionWindow()));
  }

  private List<Fact> known() throws Exception {
    List<Fact> known = new ArrayList<>();
    facts().values().forEach(known::add);
    return known;
  }

  private KeptAccount kept() throws Exception {
    KeptAccount kept = account().value();
    return kept == null ? KeptAccount.NEW : kept;
  }

  private MapState<String, Fact> facts() {
    return Objects.requireNonNull(facts, "not opened");
  }

  private ValueState<KeptAccount> account() {
    return Objects.requireNonNull(account, "not opened");
  }
}
