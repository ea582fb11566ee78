package io.rtoto.bench;

import io.rtoto.jobs.telemetry.EngagementMetrics;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Counts the events that have come to their customers in the job of this process: not the answers,
 * moves and rules that come to the same operator. It remembers the counters of the subtasks that
 * run, and forgets one when its subtask ends.
 */
public final class EventCounter implements MetricReporter {
  /** Shared by all: Flink makes the reporter, and the benchmark asks it. */
  private static final Set<Counter> COUNTERS = ConcurrentHashMap.newKeySet();

  EventCounter() {}

  /** How many events have come. */
  static long events() {
    return COUNTERS.stream().mapToLong(Counter::getCount).sum();
  }

  @Override
  public void open(MetricConfig settings) {}

  @Override
  public void close() {
    COUNTERS.clear();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (name.equals(EngagementMetrics.EVENTS) && metric instanceof Counter counter) {
      COUNTERS.add(counter);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      COUNTERS.remove(counter);
    }
  }
}
