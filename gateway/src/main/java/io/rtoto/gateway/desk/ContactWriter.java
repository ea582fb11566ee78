package io.rtoto.gateway.desk;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the contact repository up with the topics, on a thread of its own. When the database is
 * away it tries again until it is back: the topics keep what is not written yet.
 */
public final class ContactWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContactWriter.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(2);

  private static final Messages<CustomerSnapshot> SNAPSHOTS = Messages.of(CustomerSnapshot.class);
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);

  private final ContactRepository repository;
  private final KafkaConsumer<String, byte[]> consumer;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "contact-writer");

  private ContactWriter(ContactRepository repository, KafkaConsumer<String, byte[]> consumer) {
    this.repository = repository;
    this.consumer = consumer;
  }

  /**
   * Starts to write, from where the repository stands.
   *
   * @param bootstrapServers hosts and ports of the broker
   * @param repository what to keep up; stays open when this is closed
   * @throws SQLException when the repository cannot tell where it stands
   */
  public static ContactWriter start(String bootstrapServers, ContactRepository repository)
      throws SQLException {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    ContactWriter writer =
        new ContactWriter(
            repository,
            new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
    writer.goOnFrom(repository.progress());
    writer.thread.start();
    return writer;
  }

  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    consumer.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void goOnFrom(Map<TopicPartition, Long> progress) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : List.of(Topic.CUSTOMERS, Topic.DECISIONS)) {
      consumer
          .partitionsFor(topic.topicName())
          .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      Long next = progress.get(partition);
      if (next == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, next);
      }
    }
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          writeUntilWritten(batch(records));
        }
      }
    } catch (WakeupException e) {
      LOG.debug("Asked to stop.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeUntilWritten(Batch batch) throws InterruptedException {
    while (closing.getCount() > 0) {
      try {
        repository.write(batch);
        return;
      } catch (SQLException e) {
        LOG.warn(
            "The contact repository took nothing ({}); trying again in {}.",
            e.getSQLState(),
            BEFORE_NEXT_TRY);
        closing.await(BEFORE_NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private static Batch batch(ConsumerRecords<String, byte[]> records) {
    Map<String, Batch.Placed> snapshots = new LinkedHashMap<>();
    List<Decision> decisions = new ArrayList<>();
    Map<TopicPartition, Long> progress = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      progress.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      if (record.value() == null) {
        continue;
      }
      try {
        if (record.topic().equals(Topic.CUSTOMERS.topicName())) {
          CustomerSnapshot snapshot = SNAPSHOTS.read(record.value());
          snapshots.put(snapshot.customerId(), new Batch.Placed(snapshot, record.offset()));
        } else {
          decisions.add(DECISIONS.read(record.value()));
        }
      } catch (IOException e) {
        LOG.warn(
            "Passed over what is no message of ours: {}-{} at offset {}.",
            record.topic(),
            record.partition(),
            record.offset());
      }
    }
    return new Batch(snapshots, decisions, progress);
  }
}
