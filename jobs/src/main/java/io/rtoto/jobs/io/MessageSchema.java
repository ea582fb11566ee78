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
 * Writes our messages on their topic under their key; a tombstone where there is none. The record's
 * time is the producer's: the broker keeps a message for so long after it was written, not after
 * what it tells of.
 */
final class MessageSchema<E, T>
    implements KafkaRecordSerializationSchema<E>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1;

  /** Tells the key of an element's message; travels to the workers. */
  interface Key<E> extends Function<E, String>, Serializable {}

  /** Tells an element's message; travels to the workers. */
  interface Value<E, T> extends Serializable {
    @Nullable T of(E element);
  }

  private final Topic topic;
  private final Class<T> type;
  private final Key<E> key;
  private final Value<E, T> value;
  private transient @Nullable Messages<T> messages;

  MessageSchema(Topic topic, Class<T> type, Key<E> key, Value<E, T> value) {
    this.topic = topic;
    this.type = type;
    this.key = key;
    this.value = value;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      E element, KafkaSinkContext context, @Nullable Long timestamp) {
    if (messages == null) {
      messages = Messages.of(type);
    }
    T message = value.of(element);
    return new ProducerRecord<>(
        topic.topicName(),
        key.apply(element).getBytes(StandardCharsets.UTF_8),
        message == null ? null : messages.write(message));
  }

  /** The sink asks for its topics, to end the transactions of a job that was killed. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(
            DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic.topicName()))));
  }
}
