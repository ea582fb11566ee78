package io.rtoto.jobs.association;

import io.rtoto.jobs.association.AssociationMessage.Asked;
import io.rtoto.jobs.association.AssociationMessage.Followed;
import io.rtoto.jobs.association.AssociationMessage.OrderedWith;
import io.rtoto.jobs.association.learning.AssociationSettings;
import io.rtoto.jobs.association.learning.Look;
import io.rtoto.jobs.association.learning.ProductAssociations;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.EventTimeOrder;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What goes with it? Keyed by product: remembers what is looked at and bought with it, and which of
 * the companions that the shop lists can be delivered. Learns from each look before it answers it,
 * so that the next one is answered with all that is known.
 */
public final class AssociationFunction
    extends KeyedCoProcessFunction<String, AssociationMessage, Supply, Answered> {
  private static final long serialVersionUID = 1;

  /** Answers that are too short, or that may show something unknown. */
  public static final OutputTag<CategoryMessage> SHORT =
      new OutputTag<>("short-of-product", RecordTypes.of(CategoryMessage.class));

  /** The same, of a product without a category: only the whole shop knows more. */
  public static final OutputTag<CategoryMessage> SHORT_OF_NO_CATEGORY =
      new OutputTag<>("short-of-no-category", RecordTypes.of(CategoryMessage.class));

  private final EventTimeOrder<AssociationMessage> order;
  private final AssociationSettings settings;
  private final double exploration;
  private transient @Nullable ValueState<Shelf> shelf;

  @SuppressWarnings("NullAway.Init") // set in open, on the machine that it runs on
  private transient KeptAssociations kept;

  /** The association, as set. */
  @SuppressWarnings("NullAway.Init")
  public AssociationFunction(EngageSettings settings) {
    order =
        EventTimeOrder.of(
            settings.isReplay(),
            RecordTypes.of(AssociationMessage.class),
            AssociationMessage::turn);
    this.settings = settings.association();
    exploration = settings.exploration();
  }

  @Override
  public void open(OpenContext context) {
    order.open(getRuntimeContext());
    kept = KeptAssociations.in(getRuntimeContext(), settings);
    shelf =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("shelf", RecordTypes.of(Shelf.class)));
  }

  @Override
  public void processElement1(AssociationMessage message, Context context, Collector<Answered> out)
      throws Exception {
    order.comes(message, context.timerService(), one -> take(one, context, out));
  }

  @Override
  public void processElement2(Supply news, Context context, Collector<Answered> out)
      throws Exception {
    if (news.isOfItself() && !news.companion().listed()) {
      kept.forget();
    }
    shelf().update(remembered().after(news).remembered());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Answered> out) throws Exception {
    order.reaches(time, one -> take(one, context, out));
  }

  private void take(AssociationMessage message, Context context, Collector<Answered> out)
      throws Exception {
    if (message instanceof Followed followed) {
      kept.hear(followed);
      return;
    }
    ProductAssociations before = kept.read();
    if (before == null && message instanceof OrderedWith with) {
      kept.awaitsItsOwn(with);
      return;
    }
    if (message instanceof Asked asked) {
      boolean begins = before == null && asked.learned();
      ProductAssociations known = begins ? kept.begun() : before;
      answer(asked, known == null ? new ProductAssociations() : known, context, out);
      return;
    }
    ProductAssociations known = before == null ? kept.begun() : before;
    if (message instanceof OrderedWith with) {
      kept.learn(with, known);
    } else {
      known.isBought(message.at(), settings);
    }
    kept.write(known);
  }

  private void answer(
      Asked asked, ProductAssociations known, Context context, Collector<Answered> out)
      throws Exception {
    ArticleAsked about = asked.known();
    Look look =
        new Look(
            asked.visit(),
            asked.productId(),
            asked.earlier().stream().map(Article::productId).toList(),
            asked.at());
    if (asked.learned()) {
      known.isLookedAt(look, settings);
      asked.earlier().forEach(one -> known.isTold(one.productId(), one.facts()));
      kept.write(known);
    }
    Answered answered =
        new Answered(
            about.asked(),
            about.article().listed(),
            Objects.requireNonNullElse(about.article().category(), Popularity.OVERALL),
            about.asked().intoCart() ? List.of() : known.answer(look, settings).neighbours(),
            known.companions(settings),
            remembered().companions());
    boolean goesOn =
        !about.asked().intoCart()
            && (answered.missing() > 0 || about.asked().view().chance() < exploration);
    if (goesOn) {
      boolean ofNone = answered.category().equals(Popularity.OVERALL);
      context.output(ofNone ? SHORT_OF_NO_CATEGORY : SHORT, answered);
    } else {
      out.collect(answered);
    }
  }

  private Shelf remembered() throws Exception {
    return Objects.requireNonNullElse(shelf().value(), Shelf.EMPTY);
  }

  private ValueState<Shelf> shelf() {
    return Objects.requireNonNull(shelf, "not opened");
  }
}
