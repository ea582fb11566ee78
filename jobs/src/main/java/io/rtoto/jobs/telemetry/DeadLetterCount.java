package io.rtoto.jobs.telemetry;

import static java.util.Objects.requireNonNull;

import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts the dead letters of a step by their reason. Those of reasons that did not occur are told
 * as zero: a counter that began at one would not be seen to rise.
 */
public final class DeadLetterCount {
  private final Map<Reason, Counter> byReason = new EnumMap<>(Reason.class);

  /** In that group. */
  public DeadLetterCount(MetricGroup group) {
    for (Reason reason : Reason.values()) {
      byReason.put(reason, group.addGroup("reason", reason.code()).counter("deadLetters"));
    }
  }

  /** Counts it. */
  public void count(DeadLetter letter) {
    requireNonNull(byReason.get(letter.reason())).inc();
  }
}
