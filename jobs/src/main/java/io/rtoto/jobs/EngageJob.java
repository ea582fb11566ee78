package io.rtoto.jobs;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The hot job: from events to decisions. */
public final class EngageJob {
  private EngageJob() {}

  /** Adds engage to an environment: the whole topology, from topics to topics. */
  public static void assemble(StreamExecutionEnvironment environment, EngageSettings settings) {
    environment.setParallelism(settings.bootstrapServers().isEmpty() ? 1 : 2);
  }
}
