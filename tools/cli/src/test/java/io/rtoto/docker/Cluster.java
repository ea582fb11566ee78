package io.rtoto.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.local.FreePorts;
import io.rtoto.local.LocalKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;

/**
 * What the compose file's profile {@code cluster} runs: a broker, and the images' entrypoints as
 * processes of their own, all on this machine.
 */
final class Cluster implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(4);
  static final String JOB_ID = "00000000000000000000000000000002";
  private static final byte[] DEMO_KEY = "demo:".getBytes(StandardCharsets.UTF_8);

  private final Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private final Map<String, Integer> metricsPorts = new HashMap<>();
  private final LocalKafka kafka;
  private final ImageTree engage;
  private final ImageTree gatewayImage;
  private final int gatewayPort;
  private final int managementPort;
  private final int restPort;
  private final int rpcPort;

  private Cluster(Path directory, LocalKafka kafka, List<Integer> ports) throws IOException {
    this.directory = directory;
    this.kafka = kafka;
    restPort = ports.get(0);
    rpcPort = ports.get(1);
    gatewayPort = ports.get(2);
    managementPort = ports.get(3);
    metricsPorts.put("jobmanager", ports.get(4));
    metricsPorts.put("taskmanager", ports.get(5));
    engage = ImageTree.lay(directory.resolve("engage"), "engage");
    gatewayImage = ImageTree.lay(directory.resolve("gateway"), "gateway");
  }

  /** The broker alone, in that directory: the rest is started one by one. */
  static Cluster in(Path directory) throws IOException {
    // The broker first: it chooses ports of its own, and those below are not held.
    LocalKafka kafka = LocalKafka.start(directory.resolve("kafka"), 0);
    return new Cluster(directory, kafka, FreePorts.choose(6));
  }

  /** Makes topics, rules and the sample catalogue, and starts the gateway. */
  void prepareAndStartGateway(Map<String, String> environment)
      throws IOException, InterruptedException {
    ImageTree demo = ImageTree.lay(directory.resolve("demo"), "demo");
    Script.Ending prepared =
        new Script(demo.script("rtoto-entrypoint.sh"))
            .with("RTOTO_HOME", demo.home().toString())
            .with("RTOTO_KAFKA", kafka.bootstrapServers())
            .run(directory, "prepare", "--sample-catalogue");
    assertThat(prepared.exitCode()).as(prepared.said()).isZero();
    assertThat(prepared.said()).contains("are in force", "products are new in the catalogue");
    Script gateway =
        new Script(gatewayImage.script("gateway-entrypoint.sh"))
            .with("RTOTO_HOME", gatewayImage.home().toString())
            .with("RTOTO_KAFKA", kafka.bootstrapServers())
            .with("RTOTO_PORT", Integer.toString(gatewayPort))
            .with("RTOTO_MANAGEMENT_PORT", Integer.toString(managementPort))
            .with("RTOTO_JAVA_OPTIONS", "-Xmx256m");
    environment.forEach(gateway::with);
    processes.put("gateway", gateway.start(directory.resolve("gateway.log")));
    patiently()
        .untilAsserted(() -> assertThat(gatewaysHealth().exitCode()).as(said("gateway")).isZero());
  }

  /** As the image of the gateway tells whether it is well. */
  Script.Ending gatewaysHealth() throws IOException, InterruptedException {
    return new Script(gatewayImage.script("healthcheck.sh"))
        .run(directory, "127.0.0.1", Integer.toString(gatewayPort), "/readyz");
  }

  /** Starts the job manager, or a task manager. */
  void start(String part) throws IOException {
    processes.put(
        part,
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
                    + " -Dmetrics.reporter.prom.port="
                    + metricsPorts.get(part)
                    + " -Dtaskmanager.memory.process.size=1700m -Dparallelism.default=2"
                    + " -Dexecution.checkpointing.interval=2s"
                    + " -Dexecution.checkpointing.min-pause=0s")
            .start(directory.resolve(part + ".log"), part));
  }

  /** Kills a part, and waits until it is gone. */
  void kill(String part) throws InterruptedException {
    Process process = processes.remove(part);
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** The process of a part. */
  Process process(String part) {
    Process process = processes.get(part);
    if (process == null) {
      throw new IllegalArgumentException(part + " does not run; there is " + processes.keySet());
    }
    return process;
  }

  /** Sends a call with the browser's key, and expects that it is taken. */
  void send(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatewayPort + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(DEMO_KEY))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Waits for long, but not for parts that have ended. */
  ConditionFactory patiently() {
    return await()
        .atMost(PATIENCE)
        .failFast(
            "a process has ended", () -> !processes.values().stream().allMatch(Process::isAlive));
  }

  /** What Flink's REST interface answers. */
  String askFlink(String path) throws IOException {
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

  /** What a part has said. */
  String said(String part) {
    try {
      return Files.readString(directory.resolve(part + ".log"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return part + " has said nothing: " + e;
    }
  }

  Path checkpoints() {
    return directory.resolve("state/checkpoints/" + JOB_ID);
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Where the gateway tells its figures. */
  int managementPort() {
    return managementPort;
  }

  /** Where the job manager and the task manager tell theirs. */
  Map<String, Integer> metricsPorts() {
    return Map.copyOf(metricsPorts);
  }

  @Override
  public void close() {
    processes.values().forEach(Process::destroyForcibly);
    kafka.close();
  }
}
