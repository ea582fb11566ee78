package io.rtoto.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * The examples of the API's document: a request and its answer are those that have the same name.
 */
final class OpenApiExamples {
  private static final Set<String> METHODS = Set.of("get", "post", "options");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final List<Example> all = new ArrayList<>();

  private OpenApiExamples(JsonNode document) {
    this.document = document;
  }

  /** A request and what it is answered. */
  record Example(
      String name,
      String method,
      String path,
      @Nullable JsonNode body,
      int status,
      JsonNode answer) {
    HttpRequest.Builder request(Sender sender) {
      HttpRequest.Builder request =
          sender.to(path).header("Authorization", Sender.basic(Sender.DEMO + ":"));
      return body == null
          ? request.method(method, HttpRequest.BodyPublishers.noBody())
          : request
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    }
  }

  static OpenApiExamples in(String yaml) {
    OpenApiExamples examples = new OpenApiExamples(document(yaml));
    examples
        .document
        .path("paths")
        .properties()
        .forEach(path -> examples.addOfPath(path.getKey(), path.getValue()));
    return examples;
  }

  /** The document, where aliases stand for what they mean. */
  static JsonNode document(String yaml) {
    return JSON.valueToTree(new Yaml().load(yaml));
  }

  List<Example> all() {
    return all;
  }

  JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  private void addOfPath(String path, JsonNode item) {
    for (Map.Entry<String, JsonNode> operation : item.properties()) {
      if (METHODS.contains(operation.getKey()) && !operation.getKey().equals("options")) {
        addOfOperation(operation.getKey(), path, item, operation.getValue());
      }
    }
  }

  private void addOfOperation(String method, String path, JsonNode item, JsonNode operation) {
    JsonNode bodies =
        resolved(operation.path("requestBody")).at("/content/application~1json/examples");
    List<JsonNode> parameters = new ArrayList<>();
    item.path("parameters").forEach(parameters::add);
    operation.path("parameters").forEach(parameters::add);
    Set<String> names = new TreeSet<>();
    bodies.fieldNames().forEachRemaining(names::add);
    parameters.forEach(one -> one.path("examples").fieldNames().forEachRemaining(names::add));
    for (String name : names) {
      JsonNode body = bodies.path(name).get("value");
      all.add(answered(name, method, filled(path, parameters, name), body, operation));
    }
  }

  private Example answered(
      String name, String method, String path, @Nullable JsonNode body, JsonNode operation) {
    for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
      JsonNode answer =
          resolved(response.getValue())
              .at("/content/application~1json/examples")
              .path(name)
              .get("value");
      if (answer != null) {
        return new Example(
            name,
            method.toUpperCase(Locale.ROOT),
            path,
            body,
            Integer.parseInt(response.getKey()),
            answer);
      }
    }
    throw new AssertionError("No answer of " + path + " has an example named " + name + ".");
  }

  private static String filled(String path, List<JsonNode> parameters, String name) {
    String filled = path;
    for (JsonNode parameter : parameters) {
      JsonNode named = parameter.path("examples").path(name).path("value");
      String value = named.isMissingNode() ? parameter.path("example").asText() : named.asText();
      String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
      String parameterName = parameter.path("name").asText();
      filled =
          parameter.path("in").asText().equals("path")
              ? filled.replace("{" + parameterName + "}", encoded)
              : filled + (filled.contains("?") ? "&" : "?") + parameterName + "=" + encoded;
    }
    return filled;
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.get("$ref");
    return reference == null ? node : document.at(reference.asText().substring(1));
  }
}
