package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Contributions;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.Deferred;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Keeps what is remembered of a customer, and what waits there, from one visit to the next. Of the
 * last few customers it is at hand as well, for the answer to a look comes a moment after the look.
 */
final class KeptCustomer {
  private static final int AT_HAND = 256;

  static final TypeInformation<CustomerMessage> MESSAGES = RecordTypes.of(CustomerMessage.class);

  private final Map<String, Remembered> atHand =
      new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
          return size() > AT_HAND;
        }
      };

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

  /** Of that customer, who is the one of the context. */
  Remembered read(String customerId) throws IOException {
    Remembered last = atHand.get(customerId);
    if (last != null) {
      return last;
    }
    Remembered known = remembered.value();
    return known == null ? Remembered.NOTHING : known;
  }

  void write(String customerId, Remembered now) throws IOException {
    atHand.put(customerId, now);
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
