package io.rtoto.local;

import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the catalogue on a broker. */
public final class LocalTopics {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Rules are read in the order in which they were published: one partition, wherever they are. */
  private static final int RULES_PARTITIONS = 1;

  private LocalTopics() {}

  /**
   * Makes the topics that are missing; those that are there stay as they are.
   *
   * @param bootstrapServers hosts and ports of the broker
   * @param partitions of each new topic but {@code rules}, which has one
   * @throws IOException when the broker does not make them
   */
  public static void create(String bootstrapServers, int partitions) throws IOException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Set<String> present =
          Answers.await(admin.listTopics().names(), PATIENCE, "Kafka", "tell its topics");
      List<NewTopic> missing =
          Arrays.stream(Topic.values())
              .filter(topic -> !present.contains(topic.topicName()))
              .map(topic -> newTopic(topic, partitions))
              .toList();
      Answers.await(admin.createTopics(missing).all(), PATIENCE, "Kafka", "make the topics");
    }
  }

  private static NewTopic newTopic(Topic topic, int partitions) {
    int own = topic == Topic.RULES ? RULES_PARTITIONS : partitions;
    return new NewTopic(topic.topicName(), Optional.of(own), Optional.empty())
        .configs(topic.brokerSettings());
  }
}
