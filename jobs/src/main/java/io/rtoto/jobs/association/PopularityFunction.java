package io.rtoto.jobs.association;

import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.settings.EngageSettings;
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

  /** For the whole shop: answers that are still too short, and what is popular in a category. */
  public static final OutputTag<CategoryMessage> OVERALL =
      new OutputTag<>("short-of-category", RecordTypes.of(CategoryMessage.class));

  private final EventTimeOrder<CategoryMessage> order;
  private final Duration halfLife;
  private final double exploration;
  private final boolean overall;
  private transient @Nullable ValueState<Assortment> assortment;
  private transient @Nullable ValueState<Assortment.Bar> bar;

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
    bar =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("bar", RecordTypes.of(Assortment.Bar.class)));
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
    if (message instanceof Popularity news) {
      hear(news, context);
      return;
    }
    Answered filled = fill((Answered) message, known());
    if (filled.missing() > 0 && !overall) {
      context.output(OVERALL, filled);
    } else {
      out.collect(filled);
    }
  }

  /** Most news is of what hardly anybody looks at: a small number tells that it changes nothing. */
  private void hear(Popularity news, Context context) throws Exception {
    ValueState<Assortment.Bar> kept = Objects.requireNonNull(bar, "not opened");
    Assortment.Bar before = kept.value();
    if (before == null || before.isReachedBy(news, halfLife)) {
      Assortment known = known();
      Assortment after = known.after(news, halfLife);
      Objects.requireNonNull(assortment, "not opened").update(after.isEmpty() ? null : after);
      kept.update(after.bar());
      if (!overall && isForTheShop(news, known, after)) {
        context.output(OVERALL, news.overall());
      }
    }
  }

  /** What the catalogue tells of the category's own, what is popular there, what became known. */
  private static boolean isForTheShop(Popularity news, Assortment before, Assortment after) {
    Article article = news.article();
    boolean isOwn = news.category().equals(article.category());
    boolean becameKnown = before.hasAsUnknown(article) && !after.hasAsUnknown(article);
    return isOwn && (!news.isOfALook() || becameKnown || after.hasAsPopular(article));
  }

  private Assortment known() throws Exception {
    Assortment known = Objects.requireNonNull(assortment, "not opened").value();
    return Objects.requireNonNullElse(known, Assortment.EMPTY);
  }

  private Answered fill(Answered answered, Assortment known) {
    View view = answered.asked().view();
    List<Candidate> more =
        new ArrayList<>(known.popular(answered, answered.missing(), view.at(), halfLife));
    if (view.chance() < exploration && !answered.hasNew()) {
      more.addAll(known.unknown(answered.with(more), view.eventId().hashCode()));
    }
    return answered.with(more);
  }
}
