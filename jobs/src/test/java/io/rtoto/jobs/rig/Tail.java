package io.rtoto.jobs.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The committed messages of a topic, each read once. */
final class Tail<T> {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Messages<T> codec;
  private final List<T> messages = new ArrayList<>();
  private final Map<String, T> newest = new HashMap<>();

  Tail(String bootstrapServers, Topic topic, Class<T> type) {
    codec = Messages.of(type);
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(topic.topicName()).stream()
            .map(one -> new TopicPartition(one.topic(), one.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** All messages so far, but for tombstones. */
  List<T> soFar() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream()
        .anyMatch(one -> consumer.position(one) < Objects.requireNonNull(ends.get(one)))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        T message = record.value() == null ? null : read(record.value());
        if (message != null) {
          messages.add(message);
        }
        if (record.key() != null) {
          newest.compute(new String(record.key(), UTF_8), (key, before) -> message);
        }
      }
    }
    return List.copyOf(messages);
  }

  /** The newest message so far of each key, but of those whose newest is a tombstone. */
  List<T> newestOfEach() {
    soFar();
    return List.copyOf(newest.values());
  }

  private T read(byte[] message) {
    try {
      return codec.read(message);
    } catch (IOException e) {
      throw new AssertionError("Not a message of " + partitions + ".", e);
    }
  }

  void close() {
    consumer.close();
  }
}
