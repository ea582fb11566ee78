package io.rtoto.jobs.association;

import io.rtoto.jobs.state.RecordTypes;
import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** Where something of a visit is kept, and for how long. */
final class KeptVisit {
  /** By the wall clock, so that whoever does not come back is forgotten without a timer. */
  private static final Duration KEPT_FOR = Duration.ofDays(1);

  private KeptVisit() {}

  /** Of the current visitor's visit. */
  static <T> ValueState<T> state(RuntimeContext context, String name, Class<T> type) {
    ValueStateDescriptor<T> descriptor = new ValueStateDescriptor<>(name, RecordTypes.of(type));
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(KEPT_FOR).build());
    return context.getState(descriptor);
  }
}
