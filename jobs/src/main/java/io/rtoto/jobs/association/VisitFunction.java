package io.rtoto.jobs.association;

import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.EventTimeOrder;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What goes with the visit? Keyed by visitor: remembers, for a day, what the last products of a
 * visit answered, and tells the customer what goes with all of them. The visitor is the browser,
 * and not the customer, so that what a visit is about survives that its customer turns out to be
 * somebody else.
 */
public final class VisitFunction extends KeyedProcessFunction<String, Answered, CustomerMessage> {
  private static final long serialVersionUID = 1;

  private final EventTimeOrder<Answered> order;
  private transient @Nullable ValueState<VisitAnswers> answers;

  /** The visit, as set. */
  public VisitFunction(EngageSettings settings) {
    order = EventTimeOrder.of(settings.isReplay(), RecordTypes.of(Answered.class), Answered::turn);
  }

  @Override
  public void open(OpenContext context) {
    order.open(getRuntimeContext());
    answers = KeptVisit.state(getRuntimeContext(), "answers", VisitAnswers.class);
  }

  @Override
  public void processElement(Answered answered, Context context, Collector<CustomerMessage> out)
      throws Exception {
    order.comes(answered, context.timerService(), one -> take(one, out));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<CustomerMessage> out)
      throws Exception {
    order.reaches(time, one -> take(one, out));
  }

  private void take(Answered answered, Collector<CustomerMessage> out) throws Exception {
    Instant at = answered.asked().view().at();
    ValueState<VisitAnswers> kept = Objects.requireNonNull(answers, "not opened");
    VisitAnswers remembered = kept.value();
    VisitAnswers now =
        (remembered == null ? VisitAnswers.from(at) : remembered.at(at)).with(answered);
    if (!answered.asked().intoCart()) {
      out.collect(new ViewAnswered(answered.asked().view(), VisitBlend.candidates(now, answered)));
    }
    if (answered.listed()) {
      kept.update(now);
    }
  }
}
