package io.rtoto.jobs;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.rocksdb.CompressionType;

/**
 * How Flink is set for engage, wherever it runs. What a cluster decides for itself, such as memory,
 * parallelism and where checkpoints go, is not set here.
 */
public final class EngageTuning {
  private EngageTuning() {}

  /** Flink's settings for engage; a new copy each time. */
  public static Configuration configuration() {
    Configuration settings = new Configuration();
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // Memories are small and hot: to compress them costs a third of the whole job, and to look for
    // one in every file is what a bloom filter saves.
    settings.set(
        RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL, List.of(CompressionType.NO_COMPRESSION));
    settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    settings.set(RocksDBConfigurableOptions.WRITE_BUFFER_SIZE, MemorySize.ofMebiBytes(128));
    settings.set(RocksDBOptions.WRITE_BUFFER_RATIO, 0.7);
    // What Flink cannot describe it would write in a way that no later version can read.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    // An operator without its own uid could not find its state again.
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Every record is immutable, so that chained operators may pass on the same one.
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    // A decision is awaited on a page: the buffers between two steps wait this long, three times.
    // Nobody sees that; much less would cost a twentieth of the whole job, for threads that only
    // look at clocks and wake each other.
    settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5));
    return settings;
  }
}
