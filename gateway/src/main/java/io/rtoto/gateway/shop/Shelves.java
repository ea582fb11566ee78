package io.rtoto.gateway.shop;

import io.rtoto.gateway.topics.TopicFollower;
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
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
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

  private final Map<String, CatalogEntry> products = new ConcurrentSkipListMap<>();
  private final TopicFollower follower;

  private Shelves(String bootstrapServers) {
    this.follower =
        TopicFollower.start(
            "shop",
            "The demo shop",
            bootstrapServers,
            ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS,
            this::fill);
  }

  /** Begins to fill them. */
  static Shelves of(String bootstrapServers) {
    return new Shelves(bootstrapServers);
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
    follower.close();
  }

  private void fill(TopicFollower from) {
    List<TopicPartition> partitions =
        from.partitions(List.of(Topic.CATALOG)).getOrDefault(Topic.CATALOG, List.of());
    if (partitions.isEmpty()) {
      // The topic is not made yet.
      return;
    }
    KafkaConsumer<byte[], byte[]> consumer = from.consumer();
    if (consumer.assignment().isEmpty()) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
    from.takeEach(A_LOOK, this::put, () -> {});
  }

  private void put(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      if (message.key() != null) {
        products.remove(new String(message.key(), StandardCharsets.UTF_8));
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
