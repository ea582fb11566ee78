package io.rtoto.gateway.topics;

import io.rtoto.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has topics read on a thread of its own until it is closed. What fails is tried again a second
 * later: a thread that ended would leave its readers with what they had.
 *
 * <p>Unless it is told otherwise, it reads what is not committed yet: what is seen here is to be
 * seen as it happens, and a transaction ends seconds later.
 */
public final class TopicFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(3);

  private final String who;
  private final Reader reader;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** What is done with the topics. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads until the follower stops; or returns, to be called again a second later, as while the
     * topics are not made yet.
     */
    void follow(TopicFollower follower) throws InterruptedException;
  }

  private TopicFollower(
      String name,
      String who,
      String bootstrapServers,
      String isolation,
      int waitsMillis,
      Reader reader) {
    this.who = who;
    this.reader = reader;
    this.thread = new Thread(this::run, "rtoto-" + name);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "rtoto-gateway-" + name,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                waitsMillis,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Begins to read.
   *
   * @param name of its thread and, at the broker, of its client
   * @param who waits where the broker is away, for the log, such as {@code The live page}
   * @param waitsMillis how long the broker may keep an answer back while nothing comes
   */
  public static TopicFollower start(
      String name, String who, String bootstrapServers, int waitsMillis, Reader reader) {
    return new TopicFollower(name, who, bootstrapServers, "read_uncommitted", waitsMillis, reader)
        .started();
  }

  /**
   * Begins to read what is committed only: what counts for good, and is no matter of a second.
   *
   * @param name as above
   * @param who as above
   */
  public static TopicFollower startCommitted(
      String name, String who, String bootstrapServers, Reader reader) {
    return new TopicFollower(
            name,
            who,
            bootstrapServers,
            "read_committed",
            ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS,
            reader)
        .started();
  }

  private TopicFollower started() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** What reads; only for the reader's own thread. */
  public KafkaConsumer<byte[], byte[]> consumer() {
    return consumer;
  }

  /** Whether the reader is to return. */
  public boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /**
   * Takes each message as it comes, until the reader is to return.
   *
   * @param wait for how long to wait for messages at a time
   * @param take what is done with each
   * @param afterEachPoll what is done then, whether something came or not
   */
  public void takeEach(
      Duration wait, Consumer<ConsumerRecord<byte[], byte[]>> take, Runnable afterEachPoll) {
    while (!isStopping()) {
      consumer.poll(wait).forEach(take);
      afterEachPoll.run();
    }
  }

  /** All partitions by topic; none as long as one of the topics is missing. */
  public Map<Topic, List<TopicPartition>> partitions(List<Topic> topics) {
    Map<Topic, List<TopicPartition>> partitions = new HashMap<>();
    for (Topic topic : topics) {
      List<PartitionInfo> found = consumer.partitionsFor(topic.topicName());
      if (found == null || found.isEmpty()) {
        return Map.of();
      }
      partitions.put(
          topic, found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList());
    }
    return partitions;
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
      while (!isStopping()) {
        try {
          reader.follow(this);
        } catch (WakeupException | InterruptException stop) {
          return;
        } catch (KafkaException e) {
          LOG.warn("{} waits for Kafka: {}", who, e.toString());
        } catch (RuntimeException e) {
          LOG.error("{} failed, and goes on with what comes next.", who, e);
        }
        stopping.await(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      consumer.close();
    }
  }
}
