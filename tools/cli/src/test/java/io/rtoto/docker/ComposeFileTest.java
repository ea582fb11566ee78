package io.rtoto.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

final class ComposeFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE_WITH_DEFAULT = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

  private ObjectNode compose = JSON.createObjectNode();

  @BeforeEach
  void read() throws IOException {
    try (Reader file =
        Files.newBufferedReader(ImageTree.project().resolve("docker/compose.yaml"))) {
      compose = JSON.valueToTree(new Yaml().load(file));
    }
  }

  @Test
  void followsTheComposeSpecification() throws IOException {
    assertThat(mistakesIn(compose)).isEmpty();
  }

  @Test
  void wouldNotFollowItWithAWordThatTheSpecificationDoesNotKnow() throws IOException {
    service("gateway").put("helthcheck", "none");
    assertThat(mistakesIn(compose)).anyMatch(it -> it.startsWith("/services/gateway"));
  }

  @Test
  void runsEachServiceInOneProfile() {
    Map<String, Set<String>> byProfile = new HashMap<>();
    for (String name : services()) {
      assertThat(service(name).path("profiles")).as("profiles of %s", name).hasSize(1);
      byProfile
          .computeIfAbsent(service(name).at("/profiles/0").asText(), any -> new HashSet<>())
          .add(name);
    }
    assertThat(byProfile)
        .isEqualTo(
            Map.of(
                "demo",
                Set.of("demo"),
                "cluster",
                Set.of(
                    "kafka",
                    "postgres",
                    "prepare",
                    "jobmanager",
                    "taskmanager",
                    "measure-jobmanager",
                    "measure-taskmanager",
                    "gateway"),
                "watch",
                Set.of("prometheus", "grafana")));
  }

  @Test
  void isWatchedByTheNamesThatItsPartsHave() throws IOException {
    Matcher targets =
        Pattern.compile("\"([\\w-]+):(\\d+)\"")
            .matcher(
                Files.readString(ImageTree.project().resolve("docker/prometheus/prometheus.yaml")));
    assertThat(targets.results().map(target -> target.group(1)))
        .containsExactlyInAnyOrder(
            "gateway", "jobmanager", "taskmanager", "measure-jobmanager", "measure-taskmanager")
        .allMatch(services()::contains);
  }

  /** Apart from engage, whose checkpoints and slots are its own. */
  @Test
  void measuresInAFlinkOfItsOwn() {
    for (String part : List.of("jobmanager", "taskmanager")) {
      JsonNode measure = service("measure-" + part).path("environment");
      JsonNode engage = service(part).path("environment");
      assertThat(measure.path("RTOTO_JOB").asText()).isEqualTo("measure");
      assertThat(engage.has("RTOTO_JOB")).isFalse();
      assertThat(measure.path("RTOTO_JOBMANAGER").asText()).isEqualTo("measure-jobmanager");
      assertThat(engage.path("RTOTO_JOBMANAGER").asText()).isEqualTo("jobmanager");
      assertThat(measure.path("RTOTO_IDENTITY_SECRET"))
          .as("by which engage names customers")
          .isEqualTo(engage.path("RTOTO_IDENTITY_SECRET"));
    }
  }

  @Test
  void sellsTheSampleCatalogueWithoutWhichNothingIsRecommended() {
    assertThat(service("prepare").path("command"))
        .extracting(JsonNode::asText)
        .containsExactly("prepare", "--sample-catalogue");
  }

  @Test
  void waitsForWhatIsHealthyOrDone() {
    for (String name : services()) {
      service(name)
          .path("depends_on")
          .properties()
          .forEach(
              other ->
                  assertThat(other.getValue().path("condition").asText())
                      .as("%s waits for %s", name, other.getKey())
                      .isIn("service_healthy", "service_completed_successfully"));
    }
    assertThat(service("gateway").path("depends_on").size()).isEqualTo(2);
  }

  @Test
  void waitsOnlyForServicesThatHaveAHealthCheck() throws IOException {
    Dockerfile images = Dockerfile.read(ImageTree.project().resolve("docker/Dockerfile"));
    for (String name : services()) {
      service(name)
          .path("depends_on")
          .properties()
          .forEach(
              other -> {
                if (other.getValue().path("condition").asText().equals("service_healthy")) {
                  String target = service(other.getKey()).at("/build/target").asText();
                  assertThat(
                          service(other.getKey()).has("healthcheck")
                              || images.stages().containsKey(target))
                      .as("%s tells whether it is healthy", other.getKey())
                      .isTrue();
                }
              });
    }
  }

  @Test
  void buildsItsImagesFromStagesThatThereAre() throws IOException {
    Set<String> stages =
        Dockerfile.read(ImageTree.project().resolve("docker/Dockerfile")).stages().keySet();
    List<String> built = new ArrayList<>();
    for (String name : services()) {
      if (service(name).has("build")) {
        built.add(service(name).at("/build/target").asText());
      }
    }
    assertThat(built).isNotEmpty().allMatch(stages::contains);
  }

  @Test
  void keepsWhatItStoresInNamedVolumesOnly() {
    for (String name : services()) {
      for (JsonNode volume : service(name).path("volumes")) {
        String mount = byDefault(volume.asText());
        String source = mount.split(":", 2)[0];
        boolean ours =
            source.startsWith("./")
                && mount.endsWith(":ro")
                && Files.isDirectory(ImageTree.project().resolve("docker").resolve(source));
        assertThat(ours || compose.path("volumes").has(source)).as("volume %s", source).isTrue();
      }
    }
    for (String stateful :
        List.of(
            "demo",
            "kafka",
            "postgres",
            "jobmanager",
            "taskmanager",
            "measure-jobmanager",
            "measure-taskmanager",
            "prometheus",
            "grafana")) {
      assertThat(service(stateful).path("volumes"))
          .as(stateful)
          .filteredOn(volume -> !volume.asText().endsWith(":ro"))
          .hasSize(1);
    }
  }

  /** A mount of the file alone would show the old keys after a change. */
  @Test
  void readsTheTrustedKeysFromAFolderWhereverTheJobRuns() {
    for (String name : List.of("jobmanager", "taskmanager")) {
      assertThat(service(name).path("volumes"))
          .as(name)
          .extracting(volume -> byDefault(volume.asText()))
          .contains("trusted-keys:/var/lib/rtoto/trusted:ro");
    }
  }

  private static String byDefault(String text) {
    return VARIABLE_WITH_DEFAULT.matcher(text).replaceAll("$1");
  }

  @Test
  void opensPortsToThisMachineOnly() {
    for (String name : services()) {
      assertThat(service(name).has("network_mode")).as(name).isFalse();
      assertThat(service(name).path("privileged").asBoolean()).as(name).isFalse();
      for (JsonNode port : service(name).path("ports")) {
        assertThat(port.asText()).startsWith("127.0.0.1:");
      }
    }
  }

  @Test
  void takesSecretsFromTheEnvironment() {
    int secrets = 0;
    for (String name : services()) {
      for (var variable : service(name).path("environment").properties()) {
        if (variable.getKey().matches(".*(PASSWORD|SECRET|KEYS|POSTGRES)$")) {
          secrets++;
          assertThat(VARIABLE_WITH_DEFAULT.matcher(variable.getValue().asText()).find())
              .as("%s of %s", variable.getKey(), name)
              .isTrue();
        }
      }
    }
    assertThat(secrets).isGreaterThanOrEqualTo(4);
  }

  private List<String> services() {
    List<String> names = new ArrayList<>();
    compose.path("services").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private ObjectNode service(String name) {
    return (ObjectNode) compose.path("services").path(name);
  }

  private static List<String> mistakesIn(JsonNode compose) throws IOException {
    ObjectNode schema;
    try (InputStream file =
        Objects.requireNonNull(
            ComposeFileTest.class.getResourceAsStream("/compose-spec/compose-spec.json"))) {
      schema = (ObjectNode) JSON.readTree(file);
    }
    // The schema names its dialect by an address that is not the dialect's own.
    schema.remove("$schema");
    Validator.Result result =
        new ValidatorFactory()
            .withJsonNodeFactory(new JacksonNode.Factory())
            .withDialect(new Dialects.Draft2019Dialect())
            .validate(schema, compose);
    return result.getErrors().stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getError())
        .toList();
  }
}
