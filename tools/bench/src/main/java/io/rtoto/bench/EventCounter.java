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
 * moves and rules that come to the same operator. And the entries of the catalogue that the job has
 * taken in. It remembers the counters of the subtasks that run, and forgets one when its subtask
 * ends.
 */
public final class EventCounter implements MetricReporter {
  /** Where each entry of the catalogue passes by once; how many have, Flink counts by itself. */
  private static final String CATALOG = "What the catalogue says of a product";

  private static final String TAKEN = "numRecordsIn";

  /** Shared by all: Flink makes the reporter, and the benchmark asks it. */
  private static final Set<Counter> EVENTS = ConcurrentHashMap.newKeySet();

  private static final Set<Counter> ENTRIES = ConcurrentHashMap.newKeySet();

  EventCounter() {}

  /** How many events have come. */
  static long events() {
    return sum(EVENTS);
  }

  /** How many entries of the catalogue were taken in. */
  static long entries() {
    return sum(ENTRIES);
  }

  private static long sum(Set<Counter> counters) {
    return counters.stream().mapToLong(Counter::getCount).sum();
  }

  @Override
  public void open(MetricConfig settings) {}

  @Override
  public void close() {
    EVENTS.clear();
    ENTRIES.clear();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      if (name.equals(EngagementMetrics.EVENTS)) {
        EVENTS.add(counter);
      } else if (name.equals(TAKEN)
          && CATALOG.equals(group.getAllVariables().get("<operator_name>"))) {
        ENTRIES.add(counter);
      }
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      EVENTS.remove(counter);
      ENTRIES.remove(counter);
    }
  }
}
