package io.rtoto.bench;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** What Flink makes a {@link EventCounter} with; named in {@code META-INF/services}. */
public final class EventCounterFactory implements MetricReporterFactory {
  @Override
  public EventCounter createMetricReporter(Properties properties) {
    return new EventCounter();
  }
}
