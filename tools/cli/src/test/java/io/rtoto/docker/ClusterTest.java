package io.rtoto.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images' entrypoints run as processes of their own, as the compose file runs them. */
final class ClusterTest {
  private static final String COMPANIONS = "retail.recommendation_ready.strip.goes_with_it";
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  private final Cluster cluster;

  ClusterTest(@TempDir Path directory) throws IOException {
    cluster = Cluster.in(directory);
  }

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    cluster.prepareAndStartGateway(Map.of());
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void goesOnFromItsNewestCheckpointWhenEverythingIsKilled()
      throws IOException, InterruptedException {
    cluster.start("jobmanager");
    cluster.start("taskmanager");
    write("m-1");
    awaitEventsOfAnna(1);
    assertThat(cluster.askFlink("/taskmanagers/test-taskmanager")).contains("test-taskmanager");
    awaitCheckpointAfterNow();
    assertThat(cluster.askFlink("/jobs/" + Cluster.JOB_ID + "/checkpoints"))
        .contains("\"restored\":null");

    cluster.kill("jobmanager");
    cluster.kill("taskmanager");
    write("m-2");
    cluster.start("jobmanager");
    cluster.start("taskmanager");

    // Two: what was remembered before the kill, and what came after it.
    awaitEventsOfAnna(2);
    assertThat(cluster.said("jobmanager"))
        .contains("engage goes on from " + cluster.checkpoints() + "/chk-");
    assertThat(cluster.askFlink("/jobs/" + Cluster.JOB_ID + "/checkpoints"))
        .contains("\"restored\":{");
    // At the first or at the second look, whether or not the catalogue was there at the first.
    cluster.patiently().untilAsserted(() -> assertThat(rulesThatDecided()).contains(COMPANIONS));
  }

  @Test
  void theGatewayEndsAtOnceWhenItIsToldTo() throws IOException, InterruptedException {
    Process process = cluster.process("gateway");
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(cluster.said("gateway")).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(cluster.gatewaysHealth().exitCode()).isEqualTo(1);
  }

  private Set<String> rulesThatDecided() throws IOException {
    Set<String> rules = new HashSet<>();
    try (TopicReader reader = new TopicReader(cluster.bootstrapServers())) {
      reader.readAll(
          Topic.DECISIONS,
          message -> rules.add(Messages.of(Decision.class).read(message.value()).rule()));
    }
    return rules;
  }

  private void write(String messageId) throws IOException, InterruptedException {
    String call =
        "{\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"anna\",\"messageId\":\""
            + messageId
            + "\",\"properties\":{\"product_id\":\"P1000\","
            + "\"category\":\"running-shoes\",\"price\":59.9,\"currency\":\"USD\"}}";
    cluster.send("/v1/track", call);
  }

  private void awaitEventsOfAnna(long events) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrapServers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.CUSTOMERS.topicName()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      Map<String, CustomerSnapshot> newest = new HashMap<>();
      cluster
          .patiently()
          .untilAsserted(
              () -> {
                for (ConsumerRecord<byte[], byte[]> next : consumer.poll(Duration.ofMillis(200))) {
                  CustomerSnapshot snapshot =
                      Messages.of(CustomerSnapshot.class).read(next.value());
                  newest.put(snapshot.customerId(), snapshot);
                }
                assertThat(newest.values())
                    .as(() -> cluster.said("jobmanager") + cluster.said("taskmanager"))
                    .singleElement()
                    .extracting(CustomerSnapshot::events)
                    .isEqualTo(events);
              });
    }
  }

  /** The one under way may have begun before what was applied last. */
  private void awaitCheckpointAfterNow() throws IOException {
    long newest = newestCheckpoint();
    cluster.patiently().until(() -> newestCheckpoint() >= newest + 2);
  }

  private long newestCheckpoint() throws IOException {
    if (!Files.isDirectory(cluster.checkpoints())) {
      return 0;
    }
    try (Stream<Path> folders = Files.list(cluster.checkpoints())) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("_metadata")))
          .mapToLong(folder -> Long.parseLong(folder.getFileName().toString().substring(4)))
          .max()
          .orElse(0);
    }
  }
}
