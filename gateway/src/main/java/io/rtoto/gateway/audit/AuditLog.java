package io.rtoto.gateway.audit;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audit.AuditChain;
import io.rtoto.schemas.audit.AuditEntry;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic {@code audit}, to write to. Each entry is stored before the next is made. Its chain
 * follows the newest entry that the topic had when it began; when it is not known whether an entry
 * was stored, another chain begins.
 *
 * <p>Threads may share one. Its methods block, at most as long as the broker has for an answer.
 */
public final class AuditLog implements AutoCloseable {
  private static final Messages<AuditEntry> ENTRIES = Messages.of(AuditEntry.class);
  private static final TopicPartition PARTITION = new TopicPartition(Topic.AUDIT.topicName(), 0);

  private final String bootstrapServers;
  private final Duration ackWithin;
  private final InstantSource clock;
  private final Supplier<String> names;
  private @Nullable KafkaProducer<String, byte[]> producer;
  private @Nullable AuditChain chain;

  /**
   * That of a broker, which need not be there yet.
   *
   * @param ackWithin how long the broker has for an answer
   * @param names gives each chain a name that no other has
   */
  public AuditLog(
      String bootstrapServers, Duration ackWithin, InstantSource clock, Supplier<String> names) {
    this.bootstrapServers = bootstrapServers;
    this.ackWithin = ackWithin;
    this.clock = clock;
    this.names = names;
  }

  /**
   * Writes down what somebody has done.
   *
   * @throws IOException when it may not be stored
   */
  public synchronized void append(Deed deed) throws IOException {
    AuditChain begun = chain;
    chain = null;
    try {
      if (begun == null) {
        begun = new AuditChain(names.get(), newest());
      }
      store(begun.writer(), begun.append(deed, clock.instant()));
      chain = begun;
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while something was written down.");
    } catch (ExecutionException | KafkaException e) {
      throw new IOException(
          "It cannot be written down who does what, since the broker does not take it: "
              + (e.getCause() == null ? e : e.getCause()).getMessage()
              + ". Maybe Kafka is away, or has no topic "
              + Topic.AUDIT.topicName()
              + ".",
          e);
    }
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(ackWithin);
      producer = null;
    }
  }

  private void store(String key, byte[] entry) throws ExecutionException, InterruptedException {
    KafkaProducer<String, byte[]> open = producer == null ? open() : producer;
    producer = open;
    var unused =
        open.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), key, entry)).get();
  }

  private KafkaProducer<String, byte[]> open() {
    int ackMillis = Math.toIntExact(ackWithin.toMillis());
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.CLIENT_ID_CONFIG,
            "rtoto-audit",
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ackMillis / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ackMillis,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ackMillis / 2),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  /** The hash of the newest entry; of a topic that is empty, or ends in no entry, the beginning. */
  private String newest() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "rtoto-audit",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(ackWithin.toMillis()),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(ackWithin.toMillis())),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> one = List.of(PARTITION);
      long end = consumer.endOffsets(one).getOrDefault(PARTITION, 0L);
      if (end == 0 || consumer.beginningOffsets(one).getOrDefault(PARTITION, 0L) == end) {
        return AuditChain.BEGINNING;
      }
      consumer.assign(one);
      consumer.seek(PARTITION, end - 1);
      for (ConsumerRecord<byte[], byte[]> last : consumer.poll(ackWithin)) {
        return hashIn(last.value());
      }
      throw new KafkaException("the newest entry does not come within " + ackWithin);
    }
  }

  private static String hashIn(byte @Nullable [] entry) {
    try {
      return entry == null ? AuditChain.BEGINNING : ENTRIES.read(entry).hash();
    } catch (IOException notOurs) {
      // The check of the chain tells of it.
      return AuditChain.BEGINNING;
    }
  }
}
