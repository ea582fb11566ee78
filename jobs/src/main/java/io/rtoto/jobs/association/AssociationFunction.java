package io.rtoto.jobs.association;

import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.Turn;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which companions of a product can be delivered, and answers with them. A companion is
 * forgotten when it is sold out or no longer listed.
 */
public final class AssociationFunction
    extends KeyedCoProcessFunction<String, ProductQuestion, Supply, CustomerMessage> {
  private static final long serialVersionUID = 1;

  private final EventTimeOrder<ProductQuestion> order;
  private transient @Nullable ValueState<Shelf> shelf;

  /** The association, as set. */
  public AssociationFunction(EngageSettings settings) {
    order =
        EventTimeOrder.of(
            settings.isReplay(), RecordTypes.of(ProductQuestion.class), AssociationFunction::turn);
  }

  private static Turn turn(ProductQuestion question) {
    View view = question.view();
    return new Turn(view.at(), view.messageId(), view.eventId());
  }

  @Override
  public void open(OpenContext context) {
    order.open(getRuntimeContext());
    shelf =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("shelf", RecordTypes.of(Shelf.class)));
  }

  @Override
  public void processElement1(
      ProductQuestion question, Context context, Collector<CustomerMessage> out) throws Exception {
    order.comes(question, context.timerService(), one -> answer(one, out));
  }

  @Override
  public void processElement2(Supply news, Context context, Collector<CustomerMessage> out)
      throws Exception {
    shelf().update(remembered().after(news).remembered());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<CustomerMessage> out)
      throws Exception {
    order.reaches(time, one -> answer(one, out));
  }

  private void answer(ProductQuestion question, Collector<CustomerMessage> out) throws Exception {
    out.collect(new ViewAnswered(question.view(), remembered().companions()));
  }

  private Shelf remembered() throws Exception {
    return Objects.requireNonNullElse(shelf().value(), Shelf.EMPTY);
  }

  private ValueState<Shelf> shelf() {
    return Objects.requireNonNull(shelf, "not opened");
  }
}
