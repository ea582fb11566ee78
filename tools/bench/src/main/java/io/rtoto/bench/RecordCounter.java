package io.rtoto.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Counts the records that each operator of this process has taken in. It remembers the counters of
 * the operators that run, and forgets one when its operator ends.
 */
public final class RecordCounter implements MetricReporter {
  /** Shared by all: Flink makes the reporter, and the benchmark asks it. */
  private static final Map<Counter, String> COUNTERS = new ConcurrentHashMap<>();

  RecordCounter() {}

  /** How many records the subtasks of the operator of that name have taken in. */
  static long recordsInto(String operatorName) {
    long records = 0;
    for (Map.Entry<Counter, String> counter : COUNTERS.entrySet()) {
      if (counter.getValue().equals(operatorName)) {
        records += counter.getKey().getCount();
      }
    }
    return records;
  }

  @Override
  public void open(MetricConfig settings) {}

  @Override
  public void close() {
    COUNTERS.clear();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String operator = group.getAllVariables().get("<operator_name>");
    if (operator != null && name.equals("numRecordsIn") && metric instanceof Counter counter) {
      COUNTERS.put(counter, operator);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      COUNTERS.remove(counter);
    }
  }
}
