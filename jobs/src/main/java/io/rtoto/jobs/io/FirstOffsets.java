package io.rtoto.jobs.io;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Begins at the first message that the broker keeps; from then on only the checkpoint says where to
 * go on. An offset that the broker no longer has makes the job fail: to skip in silence would lose
 * events. Flink then starts it again, and it fails again, until Flink gives up or somebody starts
 * it without the checkpoint.
 */
@SuppressWarnings("deprecation") // the connector's interface asks for Kafka's deprecated enum
final class FirstOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    return retriever.beginningOffsets(partitions);
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
