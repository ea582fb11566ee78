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
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What waits on the topics that a job reads, as of its last complete checkpoint.
 *
 * <p>When nothing does, the job has come to rest: what it had read by that checkpoint it has dealt
 * with, and what came of that, messages to itself among it, had been written before the checkpoint
 * counted; so there is nothing on its way either.
 */
public final class Backlog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Admin admin;
  private final String broker;
  private final String group;
  private final List<String> topics;

  /**
   * Of a job.
   *
   * @param bootstrapServers hosts and ports of the broker
   * @param group the consumer group in which the job tells the broker how far it has come
   * @param topics all that it reads
   */
  public Backlog(String bootstrapServers, String group, List<Topic> topics) {
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    this.broker = "Kafka at " + bootstrapServers;
    this.group = group;
    this.topics = topics.stream().map(Topic::topicName).toList();
  }

  /** How many messages wait. */
  public long messages() throws IOException {
    // First how far the job has come, then how far there is to go: what it writes to itself in
    // between counts as waiting.
    Map<TopicPartition, OffsetAndMetadata> reached =
        await(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
            "tell how far " + group + " has read");
    long waiting = 0;
    for (Map.Entry<TopicPartition, Long> end : ends().entrySet()) {
      OffsetAndMetadata read = reached.get(end.getKey());
      waiting += end.getValue() - (read == null ? 0 : read.offset());
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
