package io.rtoto.local;

import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The topics of the catalogue on a broker: makes those that are missing, and tells their growth.
 */
public final class Topics implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(50);

  private final Admin admin;
  private final String broker;

  /**
   * For the topics of that broker.
   *
   * @param bootstrapServers hosts and ports of the broker
   */
  public Topics(String bootstrapServers) {
    this(bootstrapServers, PATIENCE);
  }

  /**
   * For the topics of that broker, which may not be there.
   *
   * @param bootstrapServers hosts and ports of the broker
   * @param patience how long to wait for an answer of it
   */
  public Topics(String bootstrapServers, Duration patience) {
    broker = "Kafka at " + bootstrapServers;
    int millis = (int) patience.toMillis();
    admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(millis, 30_000),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis));
  }

  /**
   * Makes every topic of {@link Topic} that is not there, and waits until all can be written to. A
   * producer that meets a partition before its leader has taken office may have a first batch
   * turned away and the second one taken: the broker then never takes the first.
   *
   * @param partitions of each topic that can be divided
   * @throws IOException when the broker does not make them
   */
  public void create(int partitions) throws IOException {
    var there = await(admin.listTopics().names(), "list the topics");
    List<NewTopic> missing = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      if (!there.contains(topic.topicName())) {
        missing.add(
            // As many copies as the broker makes of itself.
            new NewTopic(
                    topic.topicName(), Optional.of(topic.partitions(partitions)), Optional.empty())
                .configs(topic.brokerSettings()));
      }
    }
    await(admin.createTopics(missing).all(), "make the topics");
    long patienceEnds = System.nanoTime() + PATIENCE.toNanos();
    for (Topic topic : Topic.values()) {
      awaitLeaders(topic, patienceEnds);
    }
  }

  /** Only a leader in office tells where its partition ends, and only once the broker has heard. */
  private void awaitLeaders(Topic topic, long patienceEnds) throws IOException {
    boolean inOffice = false;
    while (!inOffice) {
      try {
        written(topic);
        inOffice = true;
      } catch (IOException e) {
        if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > patienceEnds) {
          throw e;
        }
        LockSupport.parkNanos(BEFORE_NEXT_TRY.toNanos());
      }
    }
  }

  /** How many records were ever written to that topic, markers of transactions among them. */
  public long written(Topic topic) throws IOException {
    TopicDescription description =
        await(
                admin.describeTopics(List.of(topic.topicName())).allTopicNames(),
                "describe " + topic.topicName())
            .get(topic.topicName());
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    if (description != null) {
      description
          .partitions()
          .forEach(
              partition ->
                  ends.put(
                      new TopicPartition(topic.topicName(), partition.partition()),
                      OffsetSpec.latest()));
    }
    return await(admin.listOffsets(ends).all(), "tell the end of " + topic.topicName())
        .values()
        .stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  /** What the broker calls its cluster: another broker has another name. */
  public String clusterId() throws IOException {
    return await(admin.describeCluster().clusterId(), "tell the name of its cluster");
  }

  private <T> T await(Future<T> answer, String asked) throws IOException {
    return Answers.await(answer, PATIENCE, broker, asked);
  }

  @Override
  public void close() {
    admin.close();
  }
}
