package io.rtoto.cli.publishing;

import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the topics of rules end for readers of what is committed. A broker tells that a transaction
 * is committed before the topics show it.
 */
final class CommittedEnds {
  private static final int MOST_LOOKS = 1_000;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private CommittedEnds() {}

  /** Waits until every reader sees what was committed. */
  static void await(String bootstrapServers) throws IOException {
    Map<String, Object> broker =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(broker)) {
      Map<TopicPartition, Long> all = ends(admin, IsolationLevel.READ_UNCOMMITTED);
      for (int look = 0; look < MOST_LOOKS; look++) {
        Map<TopicPartition, Long> committed = ends(admin, IsolationLevel.READ_COMMITTED);
        if (all.entrySet().stream()
            .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
          return;
        }
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
      throw new IOException(
          "Kafka took the rules, but does not show them yet. Maybe a broker is slow; rtoto rules"
              + " history tells whether they are there.");
    }
  }

  private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation)
      throws IOException {
    Map<TopicPartition, OffsetSpec> latest =
        Map.of(
            new TopicPartition(Topic.RULES.topicName(), 0), OffsetSpec.latest(),
            new TopicPartition(Topic.RULE_HISTORY.topicName(), 0), OffsetSpec.latest());
    try {
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(latest, new ListOffsetsOptions(isolation))
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new IOException("Kafka does not tell where the rules end: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while Kafka was asked where the rules end.", e);
    }
  }
}
