package io.rtoto.gateway.collect;

import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The event topics, to write to: what is acknowledged is on every replica in sync.
 *
 * <p>Its methods may block while the broker is away, at most for the time that it was given; they
 * are for worker threads.
 */
public final class EventLog implements AutoCloseable {
  /** The header of a tick: epoch milliseconds, decimal, in ASCII. */
  static final String TICK_HEADER = "rtoto-tick";

  private final KafkaProducer<String, byte[]> producer;
  private final Duration ackWithin;

  private EventLog(KafkaProducer<String, byte[]> producer, Duration ackWithin) {
    this.producer = producer;
    this.ackWithin = ackWithin;
  }

  /**
   * Opens the topics of that broker, which need not be there yet.
   *
   * @param ackWithin how long the broker has for an answer, at least 100 ms
   * @throws IOException when the broker's name means nothing
   */
  public static EventLog open(String bootstrapServers, Duration ackWithin) throws IOException {
    int ackMillis = Math.toIntExact(ackWithin.toMillis());
    Map<String, Object> settings =
        Map.ofEntries(
            Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "rtoto-gateway"),
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, 2),
            // Half for one attempt, so that a second one fits in before we give up.
            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ackMillis / 2),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ackMillis),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, ackMillis / 2),
            Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
            Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.CLICKSTREAM.maxMessageBytes()));
    try {
      return new EventLog(
          new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()),
          ackWithin);
    } catch (KafkaException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "The broker is said to be at "
              + bootstrapServers
              + ", which leads nowhere: "
              + why.getMessage()
              + ". Maybe its name is written wrong, lacks a port as in localhost:9092, or is not"
              + " known yet.",
          e);
    }
  }

  /**
   * Appends messages.
   *
   * @return done when all of them are stored; failed when one of them may not be
   */
  CompletableFuture<Void> append(List<Message> messages) {
    List<CompletableFuture<?>> stored = new ArrayList<>(messages.size());
    for (Message message : messages) {
      CompletableFuture<Void> one =
          send(new ProducerRecord<>(message.topic().topicName(), message.key(), message.value()));
      stored.add(one);
      if (one.isCompletedExceptionally()) {
        // The broker is away: each further message would wait as long in vain.
        break;
      }
    }
    return CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new));
  }

  /**
   * Appends one message.
   *
   * @return done when it is stored; failed when it may not be
   */
  public CompletableFuture<Void> append(Topic topic, String key, byte[] value) {
    return send(new ProducerRecord<>(topic.topicName(), key, value));
  }

  /**
   * Writes the time into every partition of every event topic: whoever has read it has read
   * everything that came before it. The same producer writes the events, so that no tick overtakes
   * an event that was handed over earlier.
   *
   * @return done when every partition has it
   */
  CompletableFuture<Void> tick(Instant now) {
    byte[] millis = Long.toString(now.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
    List<CompletableFuture<?>> stored = new ArrayList<>();
    try {
      for (Topic topic : Topic.EVENTS) {
        for (PartitionInfo partition : producer.partitionsFor(topic.topicName())) {
          stored.add(
              send(
                  new ProducerRecord<>(
                      topic.topicName(),
                      partition.partition(),
                      null,
                      null,
                      null,
                      List.of(new RecordHeader(TICK_HEADER, millis)))));
        }
      }
    } catch (KafkaException e) {
      stored.add(CompletableFuture.failedFuture(e));
    }
    return CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new));
  }

  /** Waits for what is under way, as long as the broker has for an answer. */
  @Override
  public void close() {
    producer.close(ackWithin);
  }

  private CompletableFuture<Void> send(ProducerRecord<String, byte[]> message) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    try {
      var unused =
          producer.send(
              message,
              (where, failure) -> {
                if (failure == null) {
                  stored.complete(null);
                } else {
                  stored.completeExceptionally(failure);
                }
              });
    } catch (KafkaException e) {
      stored.completeExceptionally(e);
    } catch (IllegalStateException e) {
      stored.completeExceptionally(new KafkaException("The gateway is stopping.", e));
    }
    return stored;
  }
}
