package io.rtoto.gateway.desk;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the contact repository up with the topics, on a thread of its own. Neither the broker nor
 * its topics need be there yet. Whatever keeps it from writing, it says so and begins anew from
 * where the repository stands, since the topics keep what is not written yet; topics that are not
 * those it stands in are read from their beginning. A single message that the database refuses for
 * what is in it is set aside: it would be refused for ever, and all that follows it with it.
 */
final class ContactWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContactWriter.class);
  private static final List<String> TOPICS =
      List.of(
          Topic.CUSTOMERS.topicName(),
          Topic.DECISIONS.topicName(),
          Topic.JOURNAL.topicName(),
          Topic.IDENTITIES.topicName());
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BROKER_WITHIN = Duration.ofSeconds(2);
  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(2);
  private static final long SAME_TOPICS_FOR_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(3);

  /**
   * How the SQLSTATE begins when it is the row's fault: a value that is none, one that breaks a
   * constraint, one that is too large. All else is an outage, such as a right that was taken away
   * or a table that is gone: it ends, and what was passed over until then would be lost.
   */
  private static final List<String> THE_ROWS = List.of("22", "23", "54");

  private static final Messages<CustomerState> STATES = Messages.of(CustomerState.class);
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);
  private static final Messages<JournalEntry> ENTRIES = Messages.of(JournalEntry.class);
  private static final Messages<Identity> IDENTITIES = Messages.of(Identity.class);

  private final String bootstrapServers;
  private final ContactRepository repository;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "contact-writer");
  // Why nothing is written; null while it is.
  private volatile @Nullable String trouble = "the gateway has only just started.";
  private final AtomicLong setAside = new AtomicLong();
  // As it was when the topics were asked last.
  private volatile long lag;

  private ContactWriter(String bootstrapServers, ContactRepository repository) {
    this.bootstrapServers = bootstrapServers;
    this.repository = repository;
  }

  /**
   * Starts to write, from where the repository stands.
   *
   * @param bootstrapServers hosts and ports of the broker
   * @param repository what to keep up; stays open when this is closed
   */
  static ContactWriter start(String bootstrapServers, ContactRepository repository) {
    ContactWriter writer = new ContactWriter(bootstrapServers, repository);
    writer.thread.setDaemon(true);
    writer.thread.start();
    return writer;
  }

  /** Why the repository is not written to, as a sentence; empty while it is. */
  Optional<String> missing() {
    String why = thread.isAlive() ? trouble : "its thread has ended. Maybe restart the gateway.";
    return Optional.ofNullable(why).map(w -> "The contact repository is not written to: " + w);
  }

  /** How many messages the database has refused since the start. */
  long setAside() {
    return setAside.get();
  }

  /** How many messages of the topics are not written yet, as far as the broker has told. */
  long lag() {
    return lag;
  }

  /**
   * Stops after what is under way, or after three seconds: what is not written is written later.
   */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        try {
          follow();
        } catch (SQLException e) {
          tell("PostgreSQL does not take it (SQLSTATE " + e.getSQLState() + ").", null);
        } catch (KafkaException e) {
          tell("Kafka does not answer (" + e.getClass().getSimpleName() + ").", null);
        } catch (RuntimeException | AssertionError e) {
          // Whatever it is (PostgreSQL's driver asserts that no connection breaks in a batch): a
          // thread that ended would let the repository grow old.
          tell("the gateway failed (" + e.getClass().getSimpleName() + "); its log says why.", e);
        }
        closing.await(BEFORE_NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() throws SQLException, InterruptedException {
    try (Admin admin = admin();
        KafkaConsumer<String, byte[]> consumer = consumer()) {
      Map<TopicPartition, Uuid> partitions = partitions(admin);
      if (partitions.isEmpty()) {
        tell("the topics " + TOPICS + " are not all there. Maybe they are being made.", null);
        return;
      }
      seek(consumer, partitions);
      long asked = System.nanoTime();
      while (closing.getCount() > 0) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (System.nanoTime() - asked > SAME_TOPICS_FOR_NANOS) {
          // The consumer would go on at the same offsets of a topic that was made again.
          if (!partitions(admin).equals(partitions)) {
            return;
          }
          asked = System.nanoTime();
        }
        lag = records.count() + behind(consumer);
        if (!records.isEmpty()) {
          write(records, partitions);
          lag = behind(consumer);
          tellThatItWrites();
        } else if (trouble != null && hasReadAll(consumer)) {
          tellThatItWrites();
        }
      }
    }
  }

  private void seek(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Uuid> partitions)
      throws SQLException {
    for (Map.Entry<TopicPartition, Uuid> partition : partitions.entrySet()) {
      String topic = partition.getKey().topic();
      if (repository.forgetOthers(topic, partition.getValue())) {
        LOG.warn(
            "The contact repository was not written from this topic {} (id {}): it is read from its"
                + " beginning. Maybe the broker is another, or the topic was made again.",
            topic,
            partition.getValue());
      }
    }
    Map<TopicPartition, Long> progress = repository.progress();
    consumer.assign(partitions.keySet());
    for (TopicPartition partition : partitions.keySet()) {
      Long next = progress.get(partition);
      if (next == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, next);
      }
    }
  }

  private static long behind(KafkaConsumer<String, byte[]> consumer) {
    return consumer.assignment().stream().mapToLong(p -> consumer.currentLag(p).orElse(0)).sum();
  }

  /** Only then does nothing read mean that there is nothing to write. */
  private static boolean hasReadAll(KafkaConsumer<String, byte[]> consumer) {
    return consumer.assignment().stream().allMatch(p -> consumer.currentLag(p).orElse(1) == 0);
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.CLIENT_ID_CONFIG,
            "rtoto-gateway-contacts",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            Math.toIntExact(BROKER_WITHIN.toMillis()),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            Math.toIntExact(BROKER_WITHIN.toMillis())));
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "rtoto-gateway-contacts",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            Math.toIntExact(BROKER_WITHIN.toMillis()),
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            Math.toIntExact(BROKER_WITHIN.toMillis()),
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            500),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /** All partitions, with their topic's id; none as long as one of the topics is missing. */
  private static Map<TopicPartition, Uuid> partitions(Admin admin) throws InterruptedException {
    Map<TopicPartition, Uuid> partitions = new HashMap<>();
    try {
      for (TopicDescription topic : admin.describeTopics(TOPICS).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(
                p ->
                    partitions.put(
                        new TopicPartition(topic.name(), p.partition()), topic.topicId()));
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Map.of();
      }
      throw e.getCause() instanceof KafkaException failure
          ? failure
          : new KafkaException(e.getCause());
    }
    return partitions;
  }

  private void write(
      Iterable<ConsumerRecord<String, byte[]>> records, Map<TopicPartition, Uuid> partitions)
      throws SQLException {
    try {
      repository.write(batch(records, partitions));
    } catch (SQLException | RuntimeException e) {
      if (!isTheRows(e)) {
        throw e;
      }
      for (ConsumerRecord<String, byte[]> one : records) {
        writeAlone(one, partitions);
      }
    }
  }

  private void writeAlone(ConsumerRecord<String, byte[]> one, Map<TopicPartition, Uuid> partitions)
      throws SQLException {
    Batch batch = batch(List.of(one), partitions);
    try {
      repository.write(batch);
    } catch (SQLException | RuntimeException e) {
      if (!isTheRows(e)) {
        throw e;
      }
      // First the progress: a database that refuses this too refuses everything.
      repository.write(batch.passedOver());
      // Never the database's own words: it repeats what is in the row.
      LOG.warn(
          "Set aside what the contact repository refuses ({}): {}-{} at offset {}, key {}; {} since"
              + " the start.",
          e instanceof SQLException refused
              ? "SQLSTATE " + refused.getSQLState()
              : e.getClass().getSimpleName(),
          one.topic(),
          one.partition(),
          one.offset(),
          one.key(),
          setAside.incrementAndGet());
    }
  }

  private static boolean isTheRows(Exception failure) {
    if (!(failure instanceof SQLException refused)) {
      // A message that lacks what must be there.
      return true;
    }
    String state = refused.getSQLState();
    return state != null && THE_ROWS.stream().anyMatch(state::startsWith);
  }

  private static Batch batch(
      Iterable<ConsumerRecord<String, byte[]>> records, Map<TopicPartition, Uuid> partitions) {
    Set<String> gone = new LinkedHashSet<>();
    Map<String, Batch.Placed<CustomerState>> states = new LinkedHashMap<>();
    List<Batch.Erasure> erasures = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    List<EventApplied> applied = new ArrayList<>();
    List<DecisionNotMade> notMade = new ArrayList<>();
    Set<String> lone = new LinkedHashSet<>();
    Map<String, Batch.PlacedIdentity> identities = new LinkedHashMap<>();
    Map<TopicIdPartition, Long> progress = new LinkedHashMap<>();
    Instant newestAt = Instant.EPOCH;
    for (ConsumerRecord<String, byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      Uuid topicId = Objects.requireNonNull(partitions.get(partition));
      Instant writtenAt = Instant.ofEpochMilli(record.timestamp());
      progress.put(new TopicIdPartition(topicId, partition), record.offset() + 1);
      newestAt = writtenAt.isAfter(newestAt) ? writtenAt : newestAt;
      if (record.value() == null) {
        if (record.topic().equals(Topic.CUSTOMERS.topicName()) && record.key() != null) {
          states.remove(record.key());
          gone.add(record.key());
        } else if (record.topic().equals(Topic.IDENTITIES.topicName()) && record.key() != null) {
          identities.remove(record.key());
          lone.add(record.key());
        }
        continue;
      }
      try {
        switch (Topic.named(record.topic())) {
          case CUSTOMERS -> {
            CustomerState state = STATES.read(record.value());
            states.put(
                state.customerId(), new Batch.Placed<>(state, topicId, record.offset(), writtenAt));
          }
          case JOURNAL -> {
            JournalEntry entry = ENTRIES.read(record.value());
            if (entry instanceof CustomerErased erased) {
              erasures.add(new Batch.Erasure(erased, writtenAt));
            } else if (entry instanceof EventApplied event) {
              applied.add(event);
            } else if (entry instanceof DecisionNotMade none) {
              notMade.add(none);
            }
          }
          case IDENTITIES -> {
            Identity identity = IDENTITIES.read(record.value());
            identities.put(
                identity.identifier().key(),
                new Batch.PlacedIdentity(
                    identity, ContactRepository.uuid(topicId), record.offset()));
          }
          default -> decisions.add(DECISIONS.read(record.value()));
        }
      } catch (IOException e) {
        LOG.warn(
            "Passed over what is no message of ours: {}-{} at offset {}.",
            record.topic(),
            record.partition(),
            record.offset());
      }
    }
    return new Batch(
        gone, states, erasures, decisions, applied, notMade, lone, identities, progress, newestAt);
  }

  /** Tells an outage once, and not at each try. */
  private void tell(String why, @Nullable Throwable failure) {
    if (!why.equals(trouble)) {
      LOG.warn("The contact repository is not written to: {}", why, failure);
    }
    trouble = why;
  }

  private void tellThatItWrites() {
    if (trouble != null) {
      LOG.info("The contact repository is written to.");
    }
    trouble = null;
  }
}
