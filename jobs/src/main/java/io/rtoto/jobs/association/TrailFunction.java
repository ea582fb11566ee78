package io.rtoto.jobs.association;

import io.rtoto.jobs.association.AssociationMessage.Asked;
import io.rtoto.jobs.association.AssociationMessage.Followed;
import io.rtoto.jobs.association.learning.AssociationSettings;
import io.rtoto.jobs.association.learning.Look;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at before? Keyed by visitor: remembers the last looks of a visit, for a day. A
 * look goes on to its product with those before it, and each of the last few hears what came after
 * it. So products learn from each look, and need not ask each other.
 */
public final class TrailFunction
    extends KeyedProcessFunction<String, ArticleAsked, AssociationMessage> {
  private static final long serialVersionUID = 1;

  private final EventTimeOrder<ArticleAsked> order;
  private final AssociationSettings settings;
  private transient @Nullable ValueState<Trail> trail;

  /** The trail, as set. */
  public TrailFunction(EngageSettings settings) {
    order =
        EventTimeOrder.of(
            settings.isReplay(), RecordTypes.of(ArticleAsked.class), known -> known.asked().turn());
    this.settings = settings.association();
  }

  @Override
  public void open(OpenContext context) {
    order.open(getRuntimeContext());
    trail = KeptVisit.state(getRuntimeContext(), "trail", Trail.class);
  }

  @Override
  public void processElement(ArticleAsked known, Context context, Collector<AssociationMessage> out)
      throws Exception {
    order.comes(known, context.timerService(), one -> follow(one, out));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<AssociationMessage> out)
      throws Exception {
    order.reaches(time, one -> follow(one, out));
  }

  private void follow(ArticleAsked known, Collector<AssociationMessage> out) throws Exception {
    ProductAsked asked = known.asked();
    Instant at = asked.view().at();
    ValueState<Trail> kept = Objects.requireNonNull(trail, "not opened");
    Trail remembered = kept.value();
    Trail before = remembered == null ? Trail.from(at) : remembered.at(at);
    boolean isStep = known.article().listed() && !asked.intoCart();
    boolean learned = isStep && before.isOfACustomer();
    List<Article> earlier = before.steps();
    Look look =
        new Look(
            before.name(asked.visitor()),
            asked.productId(),
            earlier.stream().map(Article::productId).toList(),
            at);
    out.collect(new Asked(known, look.session(), earlier, learned));
    if (learned) {
      look.teaches(settings).forEach(one -> out.collect(followed(one, look, known)));
    }
    if (isStep) {
      kept.update(before.with(known.article(), at, settings.reach()));
    }
  }

  private static Followed followed(Look.Earlier one, Look look, ArticleAsked known) {
    Turn turn = known.asked().turn();
    return new Followed(
        one.productId(),
        known.article(),
        one.distance(),
        look.session(),
        new Turn(turn.at(), turn.messageId(), turn.tie() + " after " + one.distance()));
  }
}
