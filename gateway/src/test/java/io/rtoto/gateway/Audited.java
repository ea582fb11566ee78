package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audit.AuditCheck;
import io.rtoto.schemas.audit.AuditEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is written down on the shared broker. */
final class Audited {
  private Audited() {}

  /** What is written down of somebody; that all of it is a chain is checked on the way. */
  static List<AuditEntry> by(String actor) throws Exception {
    AuditCheck check = new AuditCheck(true);
    List<AuditEntry> entries = new ArrayList<>();
    int place = 0;
    for (byte[] message : all(Topic.AUDIT)) {
      assertThat(check.take(String.valueOf(place++), message)).isEmpty();
      AuditEntry entry = Messages.of(AuditEntry.class).read(message);
      if (entry.actor().equals(actor)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** All that is in a topic's first partition. */
  static List<byte[]> all(Topic topic) {
    TopicPartition partition = new TopicPartition(topic.topicName(), 0);
    List<byte[]> messages = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Broker.shared().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> messages.add(record.value()));
      }
    }
    return messages;
  }
}
