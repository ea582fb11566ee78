package io.rtoto.cli.kafka;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads topics: only what is committed. */
public final class TopicReader implements AutoCloseable {
  /** Takes records. */
  @FunctionalInterface
  public interface Sink {
    /** Takes the next record. */
    void accept(ConsumerRecord<byte[], byte[]> next) throws IOException;
  }

  private static final Duration A_MOMENT = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** A reader of that broker. */
  public TopicReader(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                // The broker answers for one topic after the other: what is asked of one that has
                // been read to its end holds up the next for so long.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Reads a topic from its beginning to where it ends now; each partition in order. */
  public void readAll(Topic topic, Sink sink) throws IOException {
    List<TopicPartition> partitions = partitionsOf(topic);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    readOn(partitions, sink);
  }

  /** Takes records of which some are looked for. */
  @FunctionalInterface
  public interface Search {
    /** Takes the next record, and tells whether it is one of those that are looked for. */
    boolean isFoundIn(ConsumerRecord<byte[], byte[]> next) throws IOException;
  }

  /**
   * Reads what was written to a topic last. Of each partition it goes back until enough is found,
   * or the partition begins: further and further, a part after the part that follows it.
   *
   * @param enough so many of those that are looked for are enough of a partition
   * @param most so many records of a partition are read at most
   */
  public void readNewest(Topic topic, long enough, long most, Search search) throws IOException {
    List<TopicPartition> partitions = partitionsOf(topic);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      long first = Math.max(begins.getOrDefault(partition, 0L), end - most);
      long found = 0;
      for (long size = enough; found < enough && end > first; size *= 2) {
        long from = Math.max(first, end - size);
        found += read(partition, from, end, search);
        end = from;
      }
    }
  }

  private long read(TopicPartition partition, long from, long end, Search search)
      throws IOException {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long found = 0;
    while (!reached(Map.of(partition, end))) {
      for (ConsumerRecord<byte[], byte[]> next : consumer.poll(A_MOMENT)) {
        found += next.offset() < end && search.isFoundIn(next) ? 1 : 0;
      }
    }
    return found;
  }

  private void readOn(List<TopicPartition> partitions, Sink sink) throws IOException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!reached(ends)) {
      for (ConsumerRecord<byte[], byte[]> next : consumer.poll(A_MOMENT)) {
        sink.accept(next);
      }
    }
  }

  /**
   * What a message of ours holds; null where it holds nothing, as a tombstone does, and where it
   * cannot be read: the job has refused that one, and told why in the dead letters.
   */
  public static <T> @Nullable T read(Messages<T> messages, byte @Nullable [] message) {
    try {
      return message == null ? null : messages.read(message);
    } catch (IOException refused) {
      return null;
    }
  }

  /** Goes to where those topics end now: {@link #next} gives what is written from now on. */
  public void follow(Topic... topics) {
    List<TopicPartition> partitions =
        List.of(topics).stream().flatMap(t -> partitionsOf(t).stream()).toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // The place is looked up when it is first asked for; later would be too late.
    partitions.forEach(consumer::position);
  }

  /** Gives out what has come since; waits a moment for something to come. */
  public void next(Sink sink) throws IOException {
    for (ConsumerRecord<byte[], byte[]> next : consumer.poll(A_MOMENT)) {
      sink.accept(next);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private List<TopicPartition> partitionsOf(Topic topic) {
    return consumer.partitionsFor(topic.topicName()).stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
