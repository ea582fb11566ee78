package io.rtoto.gateway.shop;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the shop sells, as topic {@code catalog} tells it. It holds the first products of a
 * catalogue that is larger than a small shop's.
 */
final class Shelves implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Shelves.class);
  private static final Messages<CatalogEntry> PRODUCTS = Messages.of(CatalogEntry.class);
  private static final int ROOM = 2_000;
  private static final Duration A_LOOK = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(3);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, CatalogEntry> products = new ConcurrentSkipListMap<>();
  private final Thread thread = new Thread(this::run, "rtoto-shop");
  private final CountDownLatch stopping = new CountDownLatch(1);

  private Shelves(String bootstrapServers) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "rtoto-gateway-shop",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Begins to fill them. */
  static Shelves of(String bootstrapServers) {
    Shelves shelves = new Shelves(bootstrapServers);
    shelves.thread.setDaemon(true);
    shelves.thread.start();
    return shelves;
  }

  /** All products, in the order of their ids. */
  List<CatalogEntry> products() {
    return List.copyOf(products.values());
  }

  Optional<CatalogEntry> product(String productId) {
    return Optional.ofNullable(products.get(productId));
  }

  /** Stops, within three seconds. */
  @Override
  public void close() {
    stopping.countDown();
    consumer.wakeup();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (stopping.getCount() > 0) {
        try {
          follow();
        } catch (WakeupException | InterruptException stop) {
          return;
        } catch (KafkaException e) {
          LOG.warn("The demo shop waits for Kafka: {}", e.toString());
        }
        stopping.await(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      consumer.close();
    }
  }

  private void follow() {
    List<PartitionInfo> found = consumer.partitionsFor(Topic.CATALOG.topicName());
    if (found == null || found.isEmpty()) {
      // The topic is not made yet.
      return;
    }
    if (consumer.assignment().isEmpty()) {
      List<TopicPartition> partitions =
          found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
    while (stopping.getCount() > 0) {
      consumer.poll(A_LOOK).forEach(this::put);
    }
  }

  private void put(ConsumerRecord<String, byte[]> message) {
    if (message.value() == null) {
      if (message.key() != null) {
        products.remove(message.key());
      }
      return;
    }
    try {
      CatalogEntry product = PRODUCTS.read(message.value());
      if (products.size() < ROOM || products.containsKey(product.productId())) {
        products.put(product.productId(), product);
      }
    } catch (IOException e) {
      LOG.warn(
          "The demo shop passes over the message of the catalogue at offset {}, of {} bytes: it"
              + " cannot be read.",
          message.offset(),
          new String(message.value(), StandardCharsets.UTF_8).length());
    }
  }
}
