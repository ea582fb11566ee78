package io.rtoto.jobs.association;

import io.rtoto.schemas.flow.Publication;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of each product whether it is sold out, and tells everybody when that changes; of the
 * rest of the catalogue nobody hears, nor of ids that are too long. Forgets a product that can be
 * delivered, and one that was taken out of the catalogue after {@link #ASKED_FOR}: what a shop sold
 * once would else grow for ever, in each task that decides.
 */
public final class SoldOutFunction extends KeyedProcessFunction<String, Article, Publication> {
  /**
   * For so long after it was taken out of the catalogue, by the clock, a product counts as sold
   * out: longer than a cart waits for its customer, and than what is bought once a year.
   */
  static final Duration ASKED_FOR = Duration.ofDays(400);

  private static final long serialVersionUID = 1;

  private transient @Nullable ValueState<Boolean> soldOut;

  /** When a product that is not in the catalogue is forgotten, in epoch milliseconds. */
  private transient @Nullable ValueState<Long> forgotten;

  @Override
  public void open(OpenContext context) {
    soldOut = getRuntimeContext().getState(new ValueStateDescriptor<>("sold-out", Types.BOOLEAN));
    forgotten = getRuntimeContext().getState(new ValueStateDescriptor<>("forgotten", Types.LONG));
  }

  @Override
  public void processElement(Article article, Context context, Collector<Publication> out)
      throws Exception {
    if (article.isNobodys()) {
      return;
    }
    if (article.listed()) {
      keep(context.timerService());
    } else {
      forgetLater(context.timerService());
    }
    ValueState<Boolean> known = soldOut();
    boolean now = !article.available();
    if (now == (known.value() != null)) {
      return;
    }
    if (now) {
      known.update(true);
    } else {
      known.clear();
    }
    out.collect(new Publication.Supply(article.productId(), now));
  }

  private void forgetLater(TimerService timers) throws Exception {
    if (forgotten().value() == null) {
      long at = timers.currentProcessingTime() + ASKED_FOR.toMillis();
      forgotten().update(at);
      timers.registerProcessingTimeTimer(at);
    }
  }

  private void keep(TimerService timers) throws Exception {
    Long at = forgotten().value();
    if (at != null) {
      timers.deleteProcessingTimeTimer(at);
      forgotten().clear();
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Publication> out) {
    forgotten().clear();
    soldOut().clear();
    out.collect(new Publication.Supply(context.getCurrentKey(), false));
  }

  private ValueState<Boolean> soldOut() {
    return Objects.requireNonNull(soldOut, "not opened");
  }

  private ValueState<Long> forgotten() {
    return Objects.requireNonNull(forgotten, "not opened");
  }
}
