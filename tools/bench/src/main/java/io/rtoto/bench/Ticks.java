package io.rtoto.bench;

import io.rtoto.jobs.io.Tick;
import io.rtoto.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Tells the time in every partition of every topic of events, as the gateway does. */
final class Ticks implements AutoCloseable {
  private static final byte @Nullable [] NO_KEY = null;
  private static final byte @Nullable [] NO_VALUE = null;

  private final KafkaProducer<byte[], byte[]> producer;

  Ticks(String bootstrapServers) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void tell(Instant time) {
    byte[] millis = Long.toString(time.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
    for (Topic topic : Topic.EVENTS) {
      for (PartitionInfo partition : producer.partitionsFor(topic.topicName())) {
        // Where a tick is lost, time passes with the next one.
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topic.topicName(),
                    partition.partition(),
                    NO_KEY,
                    NO_VALUE,
                    List.of(new RecordHeader(Tick.HEADER, millis))));
      }
    }
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
