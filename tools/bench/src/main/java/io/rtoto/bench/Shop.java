package io.rtoto.bench;

import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What the job finds on the broker: topics, rules, a catalogue, and events that wait. */
final class Shop {
  private static final short ONE_BROKER = 1;

  private final String bootstrapServers;
  private final int partitions;

  /**
   * On that broker.
   *
   * @param partitions of each topic of events and results
   */
  Shop(String bootstrapServers, int partitions) {
    this.bootstrapServers = bootstrapServers;
    this.partitions = partitions;
  }

  /** Makes the topics and fills them. */
  void open(Path library, ShopTraffic traffic, Progress progress) throws IOException {
    RuleBundle bundle = RuleCompiler.compile(library, "bench", null, ShopTraffic.BEGIN);
    makeTopics();
    AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      Stand stand = new Stand(producer, refused);
      stand.put(Topic.RULES, RuleBundle.ACTIVE_KEY, Messages.of(RuleBundle.class).write(bundle));
      for (CatalogEntry entry : SampleCatalog.entries()) {
        stand.put(Topic.CATALOG, entry.productId(), Messages.of(CatalogEntry.class).write(entry));
      }
      for (long number = 0; number < traffic.events(); number++) {
        TrafficEvent event = traffic.event(number);
        stand.put(event.topic(), event.key(), event.call().getBytes(StandardCharsets.UTF_8));
        progress.reached("events written", number, traffic.events());
      }
    }
    Exception failure = refused.get();
    if (failure != null) {
      throw new IOException("Kafka did not take a message: " + failure.getMessage(), failure);
    }
  }

  /** How many messages that topic has; of one that no transaction writes to. */
  long messagesOn(Topic topic) throws IOException {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetSpec> ends =
          IntStream.range(0, partitions)
              .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
              .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
      return await(admin.listOffsets(ends).all(), "tell where " + topic.topicName() + " ends")
          .values()
          .stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    }
  }

  private void makeTopics() throws IOException {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      boolean ofOne = topic == Topic.RULES || topic == Topic.CATALOG;
      topics.add(
          new NewTopic(topic.topicName(), ofOne ? 1 : partitions, ONE_BROKER)
              .configs(topic.brokerSettings()));
    }
    try (Admin admin = admin()) {
      await(admin.createTopics(topics).all(), "make the topics");
    }
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            // A partition made a moment ago may have no leader yet. Were several requests under way
            // to it, those that are sent again could come in another order, and be refused for
            // ever.
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1",
            ProducerConfig.LINGER_MS_CONFIG, "20",
            ProducerConfig.BATCH_SIZE_CONFIG, "131072",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Integer.toString(Topic.RULES.maxMessageBytes())),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static <T> T await(KafkaFuture<T> answer, String asked) throws IOException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IOException("Kafka did not " + asked + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while Kafka was asked to " + asked + ".");
    }
  }

  /** Writes, and keeps the first failure. */
  private record Stand(
      KafkaProducer<byte[], byte[]> producer, AtomicReference<@Nullable Exception> refused) {

    void put(Topic topic, String key, byte[] message) {
      // The callback hears of every outcome; the future would tell the same again.
      var unused =
          producer.send(
              new ProducerRecord<>(
                  topic.topicName(), key.getBytes(StandardCharsets.UTF_8), message),
              (written, failure) -> {
                if (failure != null) {
                  refused.compareAndSet(null, failure);
                }
              });
    }
  }
}
