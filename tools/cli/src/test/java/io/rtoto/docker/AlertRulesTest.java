package io.rtoto.docker;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The alerts of {@code docker/prometheus} fire when they should, and not otherwise. */
@Tag("prometheus")
final class AlertRulesTest {
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)\n +expr: (.*)\n");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TESTS =
      List.of("tests/engage.yaml", "tests/measure.yaml", "tests/gateway.yaml");
  private static final String[] TEST_RULES =
      Stream.concat(Stream.of("test", "rules"), TESTS.stream()).toArray(String[]::new);

  @TempDir private Path folder;
  private String alerts = "";

  @BeforeEach
  void copy() throws IOException {
    Path configured = ImageTree.project().resolve("docker/prometheus");
    Files.createDirectories(folder.resolve("tests"));
    try (Stream<Path> files = Files.walk(configured)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(configured.relativize(file).toString()));
      }
    }
    alerts = Files.readString(folder.resolve("alerts.yaml"));
  }

  @Test
  void areSound() throws Exception {
    Script.Ending checked = Promtool.run(folder, "", "check", "config", "prometheus.yaml");
    assertThat(checked.exitCode()).as(checked.said()).isZero();
    Script.Ending tested = Promtool.run(folder, "", TEST_RULES);
    assertThat(tested.exitCode()).as(tested.said()).isZero();
  }

  @Test
  void areShownToFireAndToBeSilentEachOfThem() throws IOException {
    Set<String> firing = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (String file : TESTS) {
      JsonNode tests =
          JSON.valueToTree(new Yaml().load(Files.readString(folder.resolve(file)))).path("tests");
      for (JsonNode test : tests) {
        for (JsonNode asked : test.path("promql_expr_test")) {
          String alert = asked.path("expr").asText().replaceAll(".*alertname=\"(\\w+)\".*", "$1");
          (asked.path("exp_samples").isEmpty() ? silent : firing).add(alert);
        }
      }
    }

    assertThat(all()).hasSize(30);
    assertThat(firing).isEqualTo(all());
    assertThat(silent).isEqualTo(all());
  }

  /** A test that passes whatever the alert says would show nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"vector(1) > 1", "vector(1)"})
  void areToldApartFromOnesThatNeverFireAndOnesThatAlwaysDo(String planted) throws Exception {
    Files.writeString(
        folder.resolve("alerts.yaml"),
        ALERT.matcher(alerts).replaceAll("- alert: $1\n        expr: " + planted + "\n"));

    Script.Ending tested = Promtool.run(folder, "", TEST_RULES);

    assertThat(tested.exitCode()).isNotZero();
    for (String alert : all()) {
      assertThat(tested.said()).contains("ALERTS{alertname=\\\"" + alert + "\\\"");
    }
  }

  private Set<String> all() {
    return ALERT
        .matcher(alerts)
        .results()
        .map(one -> one.group(1))
        .collect(toCollection(TreeSet::new));
  }
}
