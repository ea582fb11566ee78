package io.rtoto.jobs.io;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes our messages on their topic under their key. The record's time is the producer's: the
 * broker keeps a message for so long after it was written, not after what it tells of.
 */
final class MessageSchema<T>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1;

  /** Tells a message's key; travels to the workers. */
  interface Key<T> extends Function<T, String>, Serializable {}

  private final Topic topic;
  private final Class<T> type;
  private final Key<T> key;
  private transient @Nullable Messages<T> messages;

  MessageSchema(Topic topic, Class<T> type, Key<T> key) {
    this.topic = topic;
    this.type = type;
    this.key = key;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T message, KafkaSinkContext context, @Nullable Long timestamp) {
    if (messages == null) {
      messages = Messages.of(type);
    }
    return new ProducerRecord<>(
        topic.topicName(),
        key.apply(message).getBytes(StandardCharsets.UTF_8),
        messages.write(message));
  }

  /** The sink asks for its topics, to end the transactions of a job that was killed. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(
            DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic.topicName()))));
  }
}
