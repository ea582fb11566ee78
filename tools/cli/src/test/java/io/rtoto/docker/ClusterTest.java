package io.rtoto.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.local.FreePorts;
import io.rtoto.local.LocalKafka;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
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
  private static final byte[] DEMO_KEY = "demo:".getBytes(StandardCharsets.UTF_8);
  private static final int ENDED_BY_SIGTERM = 128 + 15;
  private static final String JOB_ID = "00000000000000000000000000000002";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> processes = new ArrayList<>();
  private final LocalKafka kafka;
  private final List<Process> gateway = new ArrayList<>();
  private final ImageTree engage;
  private final ImageTree gatewayImage;
  private final int gatewayPort;
  private final int restPort;
  private final int rpcPort;

  ClusterTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    // The broker first: it chooses ports of its own, and those below are not held.
    kafka = LocalKafka.start(directory.resolve("kafka"), 0);
    List<Integer> ports = FreePorts.choose(3);
    restPort = ports.get(0);
    rpcPort = ports.get(1);
    gatewayPort = ports.get(2);
    engage = ImageTree.lay(directory.resolve("engage"), "engage");
    gatewayImage = ImageTree.lay(directory.resolve("gateway"), "gateway");
  }

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    ImageTree demo = ImageTree.lay(directory.resolve("demo"), "demo");
    Script.Ending prepared =
        new Script(demo.script("rtoto-entrypoint.sh"))
            .with("RTOTO_HOME", demo.home().toString())
            .with("RTOTO_KAFKA", kafka.bootstrapServers())
            .run(directory, "prepare", "--sample-catalogue");
    assertThat(prepared.exitCode()).as(prepared.said()).isZero();
    assertThat(prepared.said()).contains("are in force", "products are new in the catalogue");
    gateway.add(
        new Script(gatewayImage.script("gateway-entrypoint.sh"))
            .with("RTOTO_HOME", gatewayImage.home().toString())
            .with("RTOTO_KAFKA", kafka.bootstrapServers())
            .with("RTOTO_PORT", Integer.toString(gatewayPort))
            .with("RTOTO_JAVA_OPTIONS", "-Xmx256m")
            .start(directory.resolve("gateway.log")));
    await()
        .atMost(PATIENCE)
        .failFast("the gateway has ended", () -> !gateway.get(0).isAlive())
        .untilAsserted(() -> assertThat(gatewaysHealth().exitCode()).as(said("gateway")).isZero());
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    gateway.forEach(Process::destroyForcibly);
    kafka.close();
  }

  @Test
  void goesOnFromItsNewestCheckpointWhenEverythingIsKilled()
      throws IOException, InterruptedException {
    start("jobmanager");
    start("taskmanager");
    write("m-1");
    awaitEventsOfAnna(1);
    assertThat(get("/taskmanagers/test-taskmanager")).contains("test-taskmanager");
    awaitCheckpointAfterNow();
    assertThat(get("/jobs/" + JOB_ID + "/checkpoints")).contains("\"restored\":null");

    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    processes.clear();
    write("m-2");
    start("jobmanager");
    start("taskmanager");

    // Two: what was remembered before the kill, and what came after it.
    awaitEventsOfAnna(2);
    assertThat(said("jobmanager")).contains("engage goes on from " + checkpoints() + "/chk-");
    assertThat(get("/jobs/" + JOB_ID + "/checkpoints")).contains("\"restored\":{");
    // At the first or at the second look, whether or not the catalogue was there at the first.
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rulesThatDecided()).contains(COMPANIONS));
  }

  @Test
  void theGatewayEndsAtOnceWhenItIsToldTo() throws IOException, InterruptedException {
    Process process = gateway.get(0);
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said("gateway")).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(gatewaysHealth().exitCode()).isEqualTo(1);
  }

  private Script.Ending gatewaysHealth() throws IOException, InterruptedException {
    return new Script(gatewayImage.script("healthcheck.sh"))
        .run(directory, "127.0.0.1", Integer.toString(gatewayPort), "/readyz");
  }

  private Set<String> rulesThatDecided() throws IOException {
    Set<String> rules = new HashSet<>();
    try (TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
      reader.readAll(
          Topic.DECISIONS,
          message -> rules.add(Messages.of(Decision.class).read(message.value()).rule()));
    }
    return rules;
  }

  private Process start(String part) throws IOException {
    Process process =
        new Script(engage.script("engage-entrypoint.sh"))
            .with("RTOTO_HOME", engage.home().toString())
            .with("RTOTO_KAFKA", kafka.bootstrapServers())
            .with("RTOTO_JOBMANAGER", "127.0.0.1")
            .with("RTOTO_STATE", directory.resolve("state").toString())
            .with("RTOTO_WORK", directory.resolve("work-" + part).toString())
            .with("RTOTO_JOB_ID", JOB_ID)
            .with("HOSTNAME", "test-" + part)
            .with(
                "RTOTO_FLINK_OPTIONS",
                "-Drest.port="
                    + restPort
                    + " -Djobmanager.rpc.port="
                    + rpcPort
                    + " -Drest.address=127.0.0.1 -Dtaskmanager.host=127.0.0.1"
                    + " -Dmetrics.reporter.prom.port=0-65535"
                    + " -Dtaskmanager.memory.process.size=1700m -Dparallelism.default=2"
                    + " -Dexecution.checkpointing.interval=2s"
                    + " -Dexecution.checkpointing.min-pause=0s")
            .start(directory.resolve(part + ".log"), part);
    processes.add(process);
    return process;
  }

  private void write(String messageId) throws IOException, InterruptedException {
    String call =
        "{\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"anna\",\"messageId\":\""
            + messageId
            + "\",\"properties\":{\"product_id\":\"P1000\","
            + "\"category\":\"running-shoes\",\"price\":59.9,\"currency\":\"USD\"}}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatewayPort + "/v1/track"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(DEMO_KEY))
            .POST(HttpRequest.BodyPublishers.ofString(call))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private void awaitEventsOfAnna(long events) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
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
      await()
          .atMost(PATIENCE)
          .failFast("a process has ended", () -> !processes.stream().allMatch(Process::isAlive))
          .untilAsserted(
              () -> {
                for (ConsumerRecord<byte[], byte[]> next : consumer.poll(Duration.ofMillis(200))) {
                  CustomerSnapshot snapshot =
                      Messages.of(CustomerSnapshot.class).read(next.value());
                  newest.put(snapshot.customerId(), snapshot);
                }
                assertThat(newest.values())
                    .as(() -> said("jobmanager") + said("taskmanager"))
                    .singleElement()
                    .extracting(CustomerSnapshot::events)
                    .isEqualTo(events);
              });
    }
  }

  /** The one under way may have begun before what was applied last. */
  private void awaitCheckpointAfterNow() throws IOException {
    long newest = newestCheckpoint();
    await().atMost(PATIENCE).until(() -> newestCheckpoint() >= newest + 2);
  }

  private Path checkpoints() {
    return directory.resolve("state/checkpoints/" + JOB_ID);
  }

  private long newestCheckpoint() throws IOException {
    if (!Files.isDirectory(checkpoints())) {
      return 0;
    }
    try (Stream<Path> folders = Files.list(checkpoints())) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("_metadata")))
          .mapToLong(folder -> Long.parseLong(folder.getFileName().toString().substring(4)))
          .max()
          .orElse(0);
    }
  }

  private String get(String path) throws IOException {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while Flink was asked.", e);
    }
  }

  private String said(String part) {
    try {
      return Files.readString(directory.resolve(part + ".log"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return part + " has said nothing: " + e;
    }
  }
}
