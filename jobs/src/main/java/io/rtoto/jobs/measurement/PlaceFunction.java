package io.rtoto.jobs.measurement;

import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.jobs.state.RecordTypes;
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
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Who is that by now? Remembers what was told under a customer's id, so that it goes along when
 * they turn out to be another, and comes back when they part; live for as long as {@link Retention}
 * says. Who they are, and up to when all of it was erased, it remembers for good.
 */
public final class PlaceFunction extends KeyedProcessFunction<String, Word, Entry> {
  private static final long serialVersionUID = 1;

  private final MeasureSettings settings;
  private final Retention retention;

  private transient @Nullable MapState<String, Fact> facts;
  private transient @Nullable ValueState<KeptPlace> place;

  /** With these settings. */
  public PlaceFunction(MeasureSettings settings) {
    this.settings = settings;
    retention = new Retention(settings.attributionWindow(), settings.factsKeptFor());
  }

  @Override
  public void open(OpenContext context) {
    facts =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("facts", Types.STRING, RecordTypes.of(Fact.class)));
    place =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("place", RecordTypes.of(KeptPlace.class)));
  }

  @Override
  public void processElement(Word word, Context context, Collector<Entry> out) throws Exception {
    KeptPlace kept = place().value();
    KeptPlace now = kept == null ? new KeptPlace(word.customerId(), null) : kept;
    if (word instanceof Word.Known known) {
      know(known.fact(), now, context, out);
    } else if (word instanceof Word.Erased erased) {
      erase(erased.upTo(), now, out);
    } else if (word instanceof Word.Moved moved && !moved.to().equals(now.customerId())) {
      for (Fact fact : facts().values()) {
        out.collect(new Entry(now.customerId(), fact, true));
        out.collect(new Entry(moved.to(), fact, false));
      }
      place().update(new KeptPlace(moved.to(), now.erasedUpTo()));
    }
  }

  private void know(Fact fact, KeptPlace now, Context context, Collector<Entry> out)
      throws Exception {
    if (now.forgets(fact) || facts().contains(fact.id())) {
      return;
    }
    facts().put(fact.id(), fact);
    out.collect(new Entry(now.customerId(), fact, false));
    if (!settings.isReplay()) {
      context.timerService().registerEventTimeTimer(retention.looksAt(fact));
      if (Retention.callsForACount(fact)) {
        growOld(now, context.timerService(), out);
      }
    }
  }

  private void erase(Instant upTo, KeptPlace now, Collector<Entry> out) throws Exception {
    Instant before = now.erasedUpTo();
    KeptPlace erased =
        new KeptPlace(now.customerId(), before != null && before.isAfter(upTo) ? before : upTo);
    for (Fact fact : known()) {
      if (erased.forgets(fact)) {
        facts().remove(fact.id());
        out.collect(new Entry(now.customerId(), fact, true));
      }
    }
    place().update(erased);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Entry> out)
      throws Exception {
    KeptPlace kept = place().value();
    growOld(
        kept == null ? new KeptPlace(context.getCurrentKey(), null) : kept,
        context.timerService(),
        out);
  }

  /**
   * The account ages by itself, by the same time, once all places have reached it; only what came
   * of a place alone is told, so that it goes along with the customer.
   */
  private void growOld(KeptPlace now, TimerService timers, Collector<Entry> out) throws Exception {
    Retention.Aged aged = retention.aged(known(), timers.currentWatermark());
    aged.looks().forEach(timers::registerEventTimeTimer);
    for (Fact fact : aged.gone()) {
      facts().remove(fact.id());
    }
    for (Fact fact : aged.instead()) {
      facts().put(fact.id(), fact);
      if (fact instanceof Fact.Settled) {
        out.collect(new Entry(now.customerId(), fact, false));
      }
    }
  }

  private List<Fact> known() throws Exception {
    List<Fact> known = new ArrayList<>();
    facts().values().forEach(known::add);
    return known;
  }

  private MapState<String, Fact> facts() {
    return Objects.requireNonNull(facts, "not opened");
  }

  private ValueState<KeptPlace> place() {
    return Objects.requireNonNull(place, "not opened");
  }
}
