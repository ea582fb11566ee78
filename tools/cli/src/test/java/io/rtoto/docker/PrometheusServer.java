package io.rtoto.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.local.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real Prometheus, as {@code docker/prometheus} configures it, but that it scrapes each second
 * what runs on this machine.
 */
final class PrometheusServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  private PrometheusServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @param directory for its configuration and what it keeps
   * @param targets where that is which the configuration has at another place
   */
  static PrometheusServer start(Path directory, Map<String, String> targets)
      throws IOException, InterruptedException {
    Path configured = ImageTree.project().resolve("docker/prometheus");
    Files.createDirectories(directory);
    Files.copy(configured.resolve("alerts.yaml"), directory.resolve("alerts.yaml"));
    String configuration =
        Files.readString(configured.resolve("prometheus.yaml")).replace(": 15s", ": 1s");
    for (Map.Entry<String, String> target : targets.entrySet()) {
      String configuredAs = '"' + target.getKey() + '"';
      assertThat(configuration).contains(configuredAs);
      configuration = configuration.replace(configuredAs, '"' + target.getValue() + '"');
    }
    Files.writeString(directory.resolve("prometheus.yaml"), configuration);
    URI address = URI.create("http://127.0.0.1:" + FreePorts.choose(1).get(0));
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + directory.resolve("prometheus.yaml"),
                "--storage.tsdb.path=" + directory.resolve("kept"),
                "--web.listen-address=" + address.getAuthority())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    PrometheusServer server = new PrometheusServer(process, address);
    await()
        .atMost(PATIENCE)
        .failFast("Prometheus has ended", () -> !process.isAlive())
        .ignoreException(ConnectException.class)
        .until(() -> server.get("/-/ready").statusCode() == 200);
    return server;
  }

  /**
   * What an expression comes to now: the values of its series, but those that are no number.
   *
   * @throws AssertionError when Prometheus does not understand it
   */
  List<Double> ask(String expression) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
    assertThat(answer.statusCode()).as(expression + "\n" + answer.body()).isEqualTo(200);
    List<Double> values = new ArrayList<>();
    for (JsonNode series : JSON.readTree(answer.body()).at("/data/result")) {
      double value = Double.parseDouble(series.at("/value/1").asText());
      if (!Double.isNaN(value)) {
        values.add(value);
      }
    }
    return values;
  }

  /** The names of all labels. */
  List<String> labels() throws IOException, InterruptedException {
    List<String> labels = new ArrayList<>();
    JSON.readTree(get("/api/v1/labels").body())
        .path("data")
        .forEach(label -> labels.add(label.asText()));
    return labels;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
