package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document and the routes say the same. */
final class ApiDocumentTest {
  private static final Set<String> METHODS = Set.of("get", "post", "options");

  @Test
  void tellsEveryRouteAndNoOther() throws Exception {
    try (Gateway gateway = Broker.shared().gateway()) {
      Set<String> answered = new TreeSet<>();
      for (String route : gateway.routes()) {
        // Each path may end in a slash: told once, in the document's introduction.
        boolean twin = route.endsWith("/") && gateway.routes().contains(chopped(route));
        if (!twin) {
          answered.add(route.replaceAll(":([A-Za-z]+)", "{$1}"));
        }
      }

      assertThat(told(new Sender(gateway).get("/openapi.yaml").body())).isEqualTo(answered);
    }
  }

  @Test
  void tellsEachStatusOfItsAnswers() throws Exception {
    try (Gateway gateway = Broker.shared().gateway()) {
      Sender sender = new Sender(gateway);
      JsonNode paths = new YAMLMapper().readTree(sender.get("/openapi.yaml").body()).path("paths");
      // The other paths that take events say the same, by way of YAML's aliases.
      JsonNode call = paths.path("/v1/{call}").path("post");
      told(call, 200, sender.post("/v1/track", "{}"));
      told(call, 400, sender.post("/v1/track", "{"));
      told(call, 401, sender.send(sender.to("/v1/track").POST(BodyPublishers.ofString("{}"))));
      told(call, 413, sender.post("/v1/track", "\"" + "x".repeat(32 * 1024) + "\""));
      told(
          paths.path("/v1/{call}").path("options"),
          204,
          sender.send(sender.to("/v1/track").method("OPTIONS", BodyPublishers.noBody())));
      told(
          paths.path("/v1/customers/{customerId}").path("get"),
          503,
          sender.get("/v1/customers/nobody"));
      told(
          paths.path("/v1/live/customers/{customerId}").path("get"),
          404,
          sender.get("/v1/live/customers/nobody"));
      JsonNode session = paths.path("/v1/session").path("post");
      told(session, 200, sender.post("/v1/session", "{\"anonymousId\":\"a\"}"));
      told(session, 400, sender.post("/v1/session", "{}"));
      told(session, 401, sender.send(sender.to("/v1/session").POST(BodyPublishers.ofString("{}"))));
      told(session, 413, sender.post("/v1/session", "\"" + "x".repeat(8 * 1024) + "\""));
      told(
          paths.path("/v1/session").path("options"),
          204,
          sender.send(
              sender
                  .to("/v1/session")
                  .header("Origin", "http://localhost")
                  .method("OPTIONS", BodyPublishers.noBody())));
      told(
          paths.path("/v1/session/end").path("post"),
          401,
          sender.send(sender.to("/v1/session/end").POST(BodyPublishers.noBody())));
      told(paths.path("/v1/offers").path("get"), 401, sender.get("/v1/offers?ticket=none"));
      for (String path : List.of("/", "/livez", "/readyz", "/version", "/openapi.yaml")) {
        told(paths.path(path).path("get"), 200, sender.get(path));
      }
    }
  }

  @Test
  void answersEachExampleAsItIsTold() throws Exception {
    try (Gateway gateway = Broker.shared().gateway()) {
      Sender sender = new Sender(gateway);
      OpenApiExamples examples = OpenApiExamples.in(sender.get("/openapi.yaml").body());
      OpenApiContract contract = contract(sender);

      assertThat(examples.all()).hasSizeGreaterThan(10);
      for (OpenApiExamples.Example example : examples.all()) {
        HttpResponse<String> answer = sender.send(example.request(sender));
        assertThat(answer.statusCode()).as("%s", example).isEqualTo(example.status());
        assertThat(examples.json(answer.body())).as("%s", example).isEqualTo(example.answer());
        contract.requireAgreement(example.method(), answer.uri().getPath(), answer);
      }
    }
  }

  @Test
  void refusesAnAnswerThatIsNotAsTold() throws Exception {
    try (Gateway gateway = Broker.shared().gateway()) {
      Sender sender = new Sender(gateway);
      OpenApiContract contract = contract(sender);
      HttpResponse<String> version = sender.get("/version");

      assertThatThrownBy(() -> contract.requireAgreement("GET", "/readyz", version))
          .hasMessageContaining("/readyz");
    }
  }

  private static OpenApiContract contract(Sender sender) throws Exception {
    return OpenApiContract.of(sender.get("/openapi.yaml").body());
  }

  private static void told(JsonNode operation, int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s", answer.request()).isEqualTo(status);
    assertThat(operation.path("responses").has(Integer.toString(status)))
        .as("%s of %s is in the document", status, answer.request())
        .isTrue();
  }

  private static String chopped(String route) {
    return route.substring(0, route.length() - 1);
  }

  private static Set<String> told(String document) throws Exception {
    Set<String> told = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path :
        new YAMLMapper().readTree(document).path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          for (String concrete : concrete(path.getKey(), path.getValue().path("parameters"))) {
            told.add(method.getKey().toUpperCase(Locale.ROOT) + " " + concrete);
          }
        }
      }
    }
    return told;
  }

  /** A path with a parameter of few values stands for a path with each of them. */
  private static List<String> concrete(String path, JsonNode parameters) {
    for (JsonNode parameter : parameters) {
      JsonNode values = parameter.path("schema").path("enum");
      if (values.isArray()) {
        return values
            .valueStream()
            .map(value -> path.replace("{" + parameter.path("name").asText() + "}", value.asText()))
            .toList();
      }
    }
    return List.of(path);
  }
}
