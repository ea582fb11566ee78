package io.rtoto.cli.kafka;

import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Makes the topics that are missing, and tells how far they have grown. */
public final class Topics implements AutoCloseable {
  private static final short ONE_BROKER = 1;

  private final Admin admin;

  /** For the topics of that broker. */
  public Topics(String bootstrapServers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * Makes every topic of {@link Topic} that is not there, and waits until all can be written to. A
   * producer that meets a partition before its leader has taken office may have a first batch
   * turned away and the second one taken: the broker then never takes the first.
   *
   * @param partitions of each event topic and each topic of results; those that hold the newest of
   *     a few keys (rules, catalog) have one
   */
  public void create(int partitions) throws IOException {
    var there = Answers.await(admin.listTopics().names(), "list the topics");
    List<NewTopic> missing = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      if (!there.contains(topic.topicName())) {
        boolean small = topic == Topic.RULES || topic == Topic.CATALOG;
        missing.add(
            new NewTopic(topic.topicName(), small ? 1 : partitions, ONE_BROKER)
                .configs(topic.brokerSettings()));
      }
    }
    Answers.await(admin.createTopics(missing).all(), "make the topics");
    for (Topic topic : Topic.values()) {
      // Only a leader in office tells where its partition ends.
      written(topic);
    }
  }

  /** How many records were ever written to that topic, markers of transactions among them. */
  public long written(Topic topic) throws IOException {
    TopicDescription description =
        Answers.await(
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
    return Answers.await(admin.listOffsets(ends).all(), "tell the end of " + topic.topicName())
        .values()
        .stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  @Override
  public void close() {
    admin.close();
  }
}
