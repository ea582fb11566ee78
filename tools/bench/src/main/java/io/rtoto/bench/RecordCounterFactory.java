package io.rtoto.bench;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** What Flink makes a {@link RecordCounter} with; named in {@code META-INF/services}. */
public final class RecordCounterFactory implements MetricReporterFactory {
  @Override
  public RecordCounter createMetricReporter(Properties properties) {
    return new RecordCounter();
  }
}
