package io.rtoto.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the jobs of this process have read each partition. What they tell the broker of it comes
 * up to ten seconds late where nothing more is to be read: the reader's thread waits for messages
 * that long before it does anything else.
 */
public final class SourcePositions implements MetricReporter {
  private static final Set<Read> READ = ConcurrentHashMap.newKeySet();

  private record Read(String jobId, TopicPartition partition, Gauge<?> offset) {}

  /** By partition, the offset to read next, at least; none where nothing was read yet. */
  static Map<TopicPartition, Long> of(JobID jobId) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (Read read : READ) {
      long offset = ((Number) read.offset().getValue()).longValue();
      if (read.jobId().equals(jobId.toString()) && offset >= 0) {
        next.merge(read.partition(), offset + 1, Math::max);
      }
    }
    return next;
  }

  @Override
  public void open(MetricConfig config) {
    // There is nothing to open.
  }

  @Override
  public void close() {
    // Each metric is removed by itself.
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (name.equals("currentOffset") && metric instanceof Gauge<?> offset) {
      READ.add(read(offset, group));
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (name.equals("currentOffset") && metric instanceof Gauge<?> offset) {
      READ.remove(read(offset, group));
    }
  }

  private static Read read(Gauge<?> offset, MetricGroup group) {
    Map<String, String> of = group.getAllVariables();
    return new Read(
        of.getOrDefault("<job_id>", ""),
        new TopicPartition(
            of.getOrDefault("<topic>", ""), Integer.parseInt(of.getOrDefault("<partition>", "-1"))),
        offset);
  }

  /** Makes it, for Flink. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new SourcePositions();
    }
  }
}
