package io.rtoto.jobs.io;

import io.rtoto.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The event topics as the broker has them now. */
final class EventTopics implements AutoCloseable {
  private final String bootstrapServers;
  private final Admin admin;

  EventTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** Asks the broker. */
  KafkaFuture<List<TopicIdentity>> ask() {
    return admin
        .describeTopics(Topic.EVENTS.stream().map(Topic::topicName).toList())
        .allTopicNames()
        .thenApply(topics -> topics.values().stream().map(EventTopics::identity).toList());
  }

  /**
   * What the broker answered.
   *
   * @throws SuppressRestartsException when a topic is missing: it will be the next time as well
   */
  List<TopicIdentity> answer(KafkaFuture<List<TopicIdentity>> asked) throws InterruptedException {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw stop(
            "The broker at "
                + bootstrapServers
                + " lacks one of the topics "
                + Topic.EVENTS.stream().map(Topic::topicName).toList()
                + ".\nMaybe they were not made yet, or were deleted.");
      }
      throw new IllegalStateException(
          "The broker at " + bootstrapServers + " does not tell its topics.", e.getCause());
    }
  }

  /**
   * Compares the topics that a job read with those there are.
   *
   * @throws SuppressRestartsException when it must not go on
   */
  static void check(Iterable<TopicIdentity> before, List<TopicIdentity> now) {
    for (TopicIdentity then : before) {
      for (TopicIdentity same : now) {
        String objection = then.topic().equals(same.topic()) ? then.objectionTo(same) : "";
        if (!objection.isEmpty()) {
          throw stop(objection);
        }
      }
    }
  }

  private static SuppressRestartsException stop(String sentence) {
    return new SuppressRestartsException(new IllegalStateException(sentence));
  }

  private static TopicIdentity identity(TopicDescription topic) {
    return new TopicIdentity(topic.name(), topic.topicId().toString(), topic.partitions().size());
  }

  @Override
  public void close() {
    admin.close();
  }
}
