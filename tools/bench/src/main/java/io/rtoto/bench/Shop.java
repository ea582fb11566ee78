package io.rtoto.bench;

import io.rtoto.bench.progress.Progress;
import io.rtoto.local.Topics;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What the job finds on the broker: topics, rules, a catalogue, events that wait, and events that
 * are there and that it is shown only when it is ready: a transaction holds them back.
 */
final class Shop implements AutoCloseable {
  private static final Duration LONGEST_WARM_UP = Duration.ofHours(24);

  private final String bootstrapServers;
  private final int partitions;
  private final AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
  private final KafkaProducer<byte[], byte[]> heldBack;

  /**
   * On that broker.
   *
   * @param partitions of each topic of events and results
   */
  Shop(String bootstrapServers, int partitions) {
    this.bootstrapServers = bootstrapServers;
    this.partitions = partitions;
    this.heldBack =
        producer(
            Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "bench-measured",
                // The job needs its time to warm up.
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(LONGEST_WARM_UP.toMillis())));
  }

  /**
   * Makes the topics and fills them.
   *
   * @param shown how many of the events the job finds; the others wait for {@link #showTheRest}
   */
  void open(Path library, ShopTraffic traffic, long shown, Progress progress) throws IOException {
    furnish(library, traffic.catalog());
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      write(new Stand(producer, refused), traffic::event, 0, shown, progress);
    }
    heldBack.initTransactions();
    heldBack.beginTransaction();
    write(new Stand(heldBack, refused), traffic::event, shown, traffic.events(), progress);
    heldBack.flush();
    requireThatAllWasTaken();
  }

  /** Makes the topics, and puts up rules and catalogue. */
  void furnish(Path library, SampleCatalog catalog) throws IOException {
    RuleBundle bundle = RuleCompiler.compile(library, "bench", null, ShopTraffic.BEGIN);
    try (Topics topics = new Topics(bootstrapServers)) {
      topics.create(partitions);
    }
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      Stand stand = new Stand(producer, refused);
      stand.put(Topic.RULES, RuleBundle.ACTIVE_KEY, Messages.of(RuleBundle.class).write(bundle));
      for (int product = 0; product < catalog.products(); product++) {
        CatalogEntry entry = catalog.entry(product);
        stand.put(Topic.CATALOG, entry.productId(), Messages.of(CatalogEntry.class).write(entry));
      }
    }
    requireThatAllWasTaken();
  }

  /** Shows the job the events that were held back. */
  void showTheRest() throws IOException {
    heldBack.commitTransaction();
    requireThatAllWasTaken();
  }

  @Override
  public void close() {
    heldBack.close();
  }

  /** Writes so many events, which the job finds as they come. */
  void tell(LongFunction<TrafficEvent> events, long count, Progress progress) throws IOException {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      write(new Stand(producer, refused), events, 0, count, progress);
    }
    requireThatAllWasTaken();
  }

  private static void write(
      Stand stand, LongFunction<TrafficEvent> events, long from, long to, Progress progress) {
    for (long number = from; number < to; number++) {
      TrafficEvent event = events.apply(number);
      stand.put(event.topic(), event.key(), event.call().getBytes(StandardCharsets.UTF_8));
      progress.reached("events written", number, to);
    }
  }

  private void requireThatAllWasTaken() throws IOException {
    Exception failure = refused.get();
    if (failure != null) {
      throw new IOException("Kafka did not take a message: " + failure.getMessage(), failure);
    }
  }

  /** How many messages that topic has; of one that no transaction writes to. */
  long messagesOn(Topic topic) throws IOException {
    try (Topics topics = new Topics(bootstrapServers)) {
      return topics.written(topic);
    }
  }

  /** Writes at once, without waiting for company. */
  KafkaProducer<byte[], byte[]> writer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            "0"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Reads all that is on those topics, and all that comes. */
  KafkaConsumer<byte[], byte[]> reader(Topic... topics) {
    KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        Stream.of(topics)
            .flatMap(topic -> reader.partitionsFor(topic.topicName()).stream())
            .map(one -> new TopicPartition(one.topic(), one.partition()))
            .toList();
    reader.assign(all);
    reader.seekToBeginning(all);
    return reader;
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.putAll(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            "20",
            ProducerConfig.BATCH_SIZE_CONFIG,
            "131072",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Integer.toString(Topic.RULES.maxMessageBytes())));
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
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
