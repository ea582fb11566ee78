package io.rtoto.jobs.association;

import io.rtoto.jobs.state.RecordTypes;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** How long a visit lasts, and how long it is remembered. */
final class Visit {
  /** Who does nothing for so long comes back for something else. */
  private static final Duration OVER_AFTER = Duration.ofMinutes(30);

  /** By the wall clock, so that whoever does not come back is forgotten without a timer. */
  private static final Duration KEPT_FOR = Duration.ofDays(1);

  private Visit() {}

  /** Whether what happens at that time is part of another visit than what happened last. */
  static boolean isOver(Instant last, Instant at) {
    return at.isAfter(last.plus(OVER_AFTER));
  }

  /** Where something of the current visitor's visit is kept. */
  static <T> ValueState<T> state(RuntimeContext context, String name, Class<T> type) {
    ValueStateDescriptor<T> descriptor = new ValueStateDescriptor<>(name, RecordTypes.of(type));
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(KEPT_FOR).build());
    return context.getState(descriptor);
  }
}
