package io.rtoto.jobs.association;

import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What else is looked at? Keyed by category: remembers which of its articles are popular, and which
 * nobody knows yet. Fills the answers of products that know too little themselves, and puts
 * something unknown into those of looks that explore.
 */
public final class PopularityFunction
    extends KeyedProcessFunction<String, CategoryMessage, Answered> {
  private static final long serialVersionUID = 1;

  /** Answers that are still too short. */
  public static final OutputTag<CategoryMessage> SHORT =
      new OutputTag<>("short-of-category", RecordTypes.of(CategoryMessage.class));

  private final EventTimeOrder<CategoryMessage> order;
  private final Duration halfLife;
  private final double exploration;
  private final boolean overall;
  private transient @Nullable ValueState<Assortment> assortment;

  /**
   * The popularity, as set.
   *
   * @param overall whether the whole shop is one category: then nobody knows better
   */
  public PopularityFunction(EngageSettings settings, boolean overall) {
    order =
        EventTimeOrder.of(
            settings.isReplay(), RecordTypes.of(CategoryMessage.class), PopularityFunction::turn);
    halfLife = settings.association().halfLife();
    exploration = settings.exploration();
    this.overall = overall;
  }

  private static Turn turn(CategoryMessage message) {
    return Objects.requireNonNull(message.turn(), "taken at once");
  }

  @Override
  public void open(OpenContext context) {
    order.open(getRuntimeContext());
    assortment =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("assortment", RecordTypes.of(Assortment.class)));
  }

  @Override
  public void processElement(CategoryMessage message, Context context, Collector<Answered> out)
      throws Exception {
    if (message.turn() == null) {
      take(message, context, out);
    } else {
      order.comes(message, context.timerService(), one -> take(one, context, out));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Answered> out) throws Exception {
    order.reaches(time, one -> take(one, context, out));
  }

  private void take(CategoryMessage message, Context context, Collector<Answered> out)
      throws Exception {
    ValueState<Assortment> kept = Objects.requireNonNull(assortment, "not opened");
    Assortment known = Objects.requireNonNullElse(kept.value(), Assortment.EMPTY);
    if (message instanceof Popularity news) {
      Assortment after = known.after(news, halfLife);
      kept.update(after.isEmpty() ? null : after);
      return;
    }
    Answered filled = fill((Answered) message, known);
    if (filled.missing() > 0 && !overall) {
      context.output(SHORT, filled);
    } else {
      out.collect(filled);
    }
  }

  private Answered fill(Answered answered, Assortment known) {
    View view = answered.asked().view();
    List<Candidate> more =
        new ArrayList<>(known.popular(answered, answered.missing(), view.at(), halfLife));
    if (view.chance() < exploration) {
      more.addAll(known.unknown(answered.with(more), view.eventId().hashCode()));
    }
    return answered.with(more);
  }
}
