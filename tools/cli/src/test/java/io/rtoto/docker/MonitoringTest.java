package io.rtoto.docker;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.docker.Dashboard.Shown;
import io.rtoto.local.LocalPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dashboards and alerts ask is there when the product runs and Prometheus scrapes it. */
@Tag("prometheus")
final class MonitoringTest {
  private static final Pattern METRIC = Pattern.compile("\\b(flink|rtoto|jvm|process|system)_\\w+");
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** What is no number as long as nothing happened, with what did not. */
  private static final Map<String, String> NOT_YET =
      Map.of("operations.json: Absences noticed", "nothing is absent in a test of minutes");

  @TempDir private Path directory;
  private int calls;

  @Test
  void everyPanelAndEveryAlertIsOfSomethingThatIsMeasured() throws Exception {
    try (Cluster cluster = Cluster.in(directory);
        LocalPostgres postgres = LocalPostgres.start(directory.resolve("postgres"))) {
      cluster.prepareAndStartGateway(Map.of("RTOTO_POSTGRES", postgres.jdbcUrl()));
      cluster.start("jobmanager");
      cluster.start("taskmanager");
      try (PrometheusServer prometheus =
          PrometheusServer.start(
              directory.resolve("prometheus"),
              Map.of(
                  "gateway:8082",
                  "127.0.0.1:" + cluster.managementPort(),
                  "jobmanager:9250",
                  "127.0.0.1:" + cluster.metricsPorts().get("jobmanager"),
                  "taskmanager:9250",
                  "127.0.0.1:" + cluster.metricsPorts().get("taskmanager")))) {
        cluster
            .patiently()
            .pollInterval(BETWEEN_LOOKS)
            .untilAsserted(
                () -> {
                  visit(cluster);
                  assertThat(panelsOfNothing(prometheus)).isSubsetOf(NOT_YET.keySet());
                });

        assertThat(notMeasured(prometheus, metricsAskedFor())).isEmpty();
        assertThat(prometheus.labels())
            .contains("rule", "topic", "route")
            .as("labels that are others after each restart, or of customers")
            .noneMatch(label -> label.matches(".*(_id|attempt|customer|key|address).*"));
      }
      Script.Ending checked =
          Promtool.run(directory, figures(cluster.managementPort()), "check", "metrics");
      assertThat(checked.exitCode()).as(checked.said()).isZero();
    }
  }

  /** A look at a product, which is answered by recommendations; and a call that is set aside. */
  private void visit(Cluster cluster) throws Exception {
    calls++;
    cluster.send(
        "/v1/track",
        """
        {"type": "track", "event": "Product Viewed", "anonymousId": "visitor-%d",
         "properties": {"product_id": "P100%d", "category": "running-shoes",
           "price": 59.9, "currency": "USD"}}
        """
            .formatted(calls % 3, calls % 4));
    cluster.send("/v1/batch", "{\"batch\": [{\"type\": \"nonsense\", \"anonymousId\": \"v\"}]}");
  }

  private static Set<String> panelsOfNothing(PrometheusServer prometheus) throws Exception {
    Set<String> empty = new LinkedHashSet<>();
    for (Dashboard dashboard : Dashboard.all()) {
      for (Shown shown : dashboard.shown()) {
        if (prometheus.ask(shown.expression().replace("$__rate_interval", "10s")).isEmpty()) {
          empty.add(shown.panel());
        }
      }
    }
    return empty;
  }

  private static Set<String> metricsAskedFor() throws Exception {
    StringBuilder asked =
        new StringBuilder(
            Files.readString(ImageTree.project().resolve("docker/prometheus/alerts.yaml")));
    for (Dashboard dashboard : Dashboard.all()) {
      dashboard.shown().forEach(shown -> asked.append('\n').append(shown.expression()));
    }
    return new TreeSet<>(METRIC.matcher(asked).results().map(MatchResult::group).collect(toSet()));
  }

  private static List<String> notMeasured(PrometheusServer prometheus, Set<String> metrics)
      throws Exception {
    assertThat(metrics).hasSizeGreaterThan(50);
    Set<String> missing = new TreeSet<>();
    for (String metric : metrics) {
      if (prometheus.ask("count(" + metric + ")").isEmpty()) {
        missing.add(metric);
      }
    }
    return List.copyOf(missing);
  }

  private static String figures(int port) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
            BodyHandlers.ofString())
        .body();
  }
}
