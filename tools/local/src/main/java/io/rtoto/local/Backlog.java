package io.rtoto.local;

import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** What waits on the topics that a job reads. */
public final class Backlog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Admin admin;
  private final String broker;
  private final LocalJob job;
  private final String group;
  private final List<String> topics;

  /**
   * Of a job.
   *
   * @param bootstrapServers hosts and ports of the broker
   * @param job the job
   * @param group the consumer group in which it tells the broker how far it has come
   * @param topics all that it reads
   */
  public Backlog(String bootstrapServers, LocalJob job, String group, List<Topic> topics) {
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    this.broker = "Kafka at " + bootstrapServers;
    this.job = job;
    this.group = group;
    this.topics = topics.stream().map(Topic::topicName).toList();
  }

  /** How many messages wait to be read, at most. */
  public long messages() throws IOException {
    return waiting(read());
  }

  /**
   * Whether the job has dealt with everything, and nothing is on its way. All that it had read when
   * a checkpoint began it has dealt with when that is complete; and what came of that, messages to
   * itself among it, it has written by then.
   */
  public boolean isAtRest() throws IOException {
    Map<TopicPartition, Long> read = read();
    long restarts = job.restarts();
    return waiting(read) == 0
        && job.checkpoint()
        && waiting(read) == 0
        && job.restarts() == restarts;
  }

  /**
   * How far the job has come at least. Who started it again knows it of the broker, until there is
   * more to be read.
   */
  private Map<TopicPartition, Long> read() throws IOException {
    Map<TopicPartition, Long> read = new HashMap<>(SourcePositions.of(job.id()));
    await(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
            "tell how far " + group + " has read")
        .forEach((partition, committed) -> read.merge(partition, committed.offset(), Math::max));
    return read;
  }

  private long waiting(Map<TopicPartition, Long> read) throws IOException {
    long waiting = 0;
    for (Map.Entry<TopicPartition, Long> end : ends().entrySet()) {
      waiting += end.getValue() - read.getOrDefault(end.getKey(), 0L);
    }
    return waiting;
  }

  private Map<TopicPartition, Long> ends() throws IOException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicDescription topic :
        await(admin.describeTopics(topics).allTopicNames(), "describe the topics").values()) {
      topic
          .partitions()
          .forEach(
              one ->
                  latest.put(
                      new TopicPartition(topic.name(), one.partition()), OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    await(admin.listOffsets(latest).all(), "tell the ends of the topics")
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private <T> T await(Future<T> answer, String asked) throws IOException {
    return Answers.await(answer, PATIENCE, broker, asked);
  }

  @Override
  public void close() {
    admin.close();
  }
}
