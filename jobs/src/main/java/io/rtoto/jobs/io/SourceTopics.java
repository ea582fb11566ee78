package io.rtoto.jobs.io;

import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that the job reads, as the broker has them now. */
final class SourceTopics implements AutoCloseable {
  private static final List<String> NAMES = Topic.SOURCES.stream().map(Topic::topicName).toList();

  private final String bootstrapServers;
  private final Admin admin;

  SourceTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * What the broker answers.
   *
   * @param identities which topics they are
   * @param ends where each of their partitions ends
   */
  record Answer(List<TopicIdentity> identities, Map<TopicPartition, Ends> ends) {}

  /**
   * Where a partition ends.
   *
   * @param stable the last stable offset: that of the first message of a transaction that is still
   *     open, or the end when there is none
   * @param end the offset of the next message
   */
  record Ends(long stable, long end) {
    /** How many messages wait behind the first transaction that is still open. */
    long waiting() {
      return Math.max(0, end - stable);
    }
  }

  /** Asks which topics they are, and where they end. */
  CompletableFuture<Answer> ask() {
    return identities()
        .thenCompose(identities -> ends(identities).thenApply(ends -> new Answer(identities, ends)))
        .toCompletableFuture();
  }

  /**
   * Which topics they are, once the broker has answered.
   *
   * @throws IOException when it does not know them, or does not answer: the next time it may
   */
  List<TopicIdentity> await() throws IOException, InterruptedException {
    try {
      return identities().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IOException(
          e.getCause() instanceof UnknownTopicOrPartitionException
              ? "The broker at "
                  + bootstrapServers
                  + " lacks one of the topics "
                  + NAMES
                  + ".\nMaybe they were not made yet, or were deleted."
              : "The broker at " + bootstrapServers + " does not tell its topics.",
          e.getCause());
    }
  }

  /**
   * Compares the topics that a job read with those there are.
   *
   * @throws SuppressRestartsException when it must not go on: those that it read will not come back
   */
  static void check(Map<String, TopicIdentity> before, List<TopicIdentity> now) {
    for (TopicIdentity same : now) {
      TopicIdentity then = before.get(same.topic());
      String objection = then == null ? "" : then.objectionTo(same);
      if (!objection.isEmpty()) {
        throw new SuppressRestartsException(new IllegalStateException(objection));
      }
    }
  }

  private CompletionStage<List<TopicIdentity>> identities() {
    return admin
        .describeTopics(NAMES)
        .allTopicNames()
        .toCompletionStage()
        .thenApply(topics -> topics.values().stream().map(SourceTopics::identity).toList());
  }

  private static TopicIdentity identity(TopicDescription topic) {
    return new TopicIdentity(topic.name(), topic.topicId().toString(), topic.partitions().size());
  }

  /**
   * The ends of all messages are asked for before those of the committed: a message that comes in
   * between then makes less wait, never more.
   */
  private CompletionStage<Map<TopicPartition, Ends>> ends(List<TopicIdentity> topics) {
    return ends(topics, IsolationLevel.READ_UNCOMMITTED)
        .thenCompose(
            all ->
                ends(topics, IsolationLevel.READ_COMMITTED)
                    .thenApply(committed -> both(all, committed)));
  }

  private CompletionStage<Map<TopicPartition, ListOffsetsResultInfo>> ends(
      List<TopicIdentity> topics, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> latest =
        topics.stream()
            .flatMap(TopicIdentity::everyPartition)
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    return admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().toCompletionStage();
  }

  private static Map<TopicPartition, Ends> both(
      Map<TopicPartition, ListOffsetsResultInfo> all,
      Map<TopicPartition, ListOffsetsResultInfo> committed) {
    Map<TopicPartition, Ends> ends = new HashMap<>();
    committed.forEach(
        (partition, stable) ->
            ends.put(
                partition,
                new Ends(stable.offset(), Objects.requireNonNull(all.get(partition)).offset())));
    return ends;
  }

  /** Whatever was asked last, nobody waits for the answer. */
  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
