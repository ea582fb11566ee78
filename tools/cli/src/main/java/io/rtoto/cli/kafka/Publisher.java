package io.rtoto.cli.kafka;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages to topics. What could not be written comes to light at {@link #flush}, not
 * before.
 */
public final class Publisher implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** A writer to that broker. */
  public Publisher(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.LINGER_MS_CONFIG, "20",
                ProducerConfig.BATCH_SIZE_CONFIG, "131072",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Integer.toString(Topic.RULES.maxMessageBytes())),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Writes a message; without one, a tombstone. */
  public void send(Topic topic, @Nullable String key, byte @Nullable [] message) {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    // The callback hears of every outcome; the future would tell the same again.
    var unused =
        producer.send(
            new ProducerRecord<>(topic.topicName(), keyBytes, message),
            (written, failed) -> {
              if (failed != null) {
                failure.compareAndSet(null, failed);
              }
            });
  }

  /** Puts a version of the rules in force. */
  public void send(RuleBundle bundle) {
    send(Topic.RULES, RuleBundle.ACTIVE_KEY, Messages.of(RuleBundle.class).write(bundle));
  }

  /** Puts a model in force. */
  public void send(ModelParameters parameters) {
    send(Topic.MODELS, parameters.key(), Messages.of(ModelParameters.class).write(parameters));
  }

  /** Puts a product on sale. */
  public void send(CatalogEntry entry) {
    send(Topic.CATALOG, entry.productId(), Messages.of(CatalogEntry.class).write(entry));
  }

  /**
   * Waits until the broker has everything.
   *
   * @throws IOException when it refused something
   */
  public void flush() throws IOException {
    producer.flush();
    Exception first = failure.get();
    if (first != null) {
      throw new IOException("Kafka did not take a message: " + first.getMessage(), first);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
