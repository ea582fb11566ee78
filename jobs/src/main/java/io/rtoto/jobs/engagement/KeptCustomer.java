package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Contributions;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.Deferred;
import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Keeps what is remembered of a customer, and what waits there, from one visit to the next. */
final class KeptCustomer {
  static final TypeInformation<CustomerMessage> MESSAGES = RecordTypes.of(CustomerMessage.class);

  private final ValueState<Remembered> remembered;
  private final Contributions contributions;
  private final Deferred<CustomerMessage> deferred;
  private final Deferred<CustomerMessage> early;

  private KeptCustomer(
      ValueState<Remembered> remembered,
      Contributions contributions,
      Deferred<CustomerMessage> deferred,
      Deferred<CustomerMessage> early) {
    this.remembered = remembered;
    this.contributions = contributions;
    this.deferred = deferred;
    this.early = early;
  }

  /** In the state of that context. */
  static KeptCustomer in(RuntimeContext context) {
    return new KeptCustomer(
        context.getState(
            new ValueStateDescriptor<>("remembered", RecordTypes.of(Remembered.class))),
        Contributions.in(context),
        Deferred.in(context, "deferred", MESSAGES, Waiting::turn),
        Deferred.in(context, "early", MESSAGES, Waiting::turn));
  }

  Remembered read() throws IOException {
    Remembered known = remembered.value();
    return known == null ? Remembered.NOTHING : known;
  }

  void write(Remembered now) throws IOException {
    if (now.fold().isNothing() && !now.answersWait()) {
      remembered.clear();
    } else {
      remembered.update(now);
    }
  }

  /** What each identifier of the customer contributes. */
  Contributions contributions() {
    return contributions;
  }

  /** Live events and answers that come after a deadline that is still open. */
  Deferred<CustomerMessage> deferred() {
    return deferred;
  }

  /** Answers that came before the looks that they answer. */
  Deferred<CustomerMessage> early() {
    return early;
  }
}
