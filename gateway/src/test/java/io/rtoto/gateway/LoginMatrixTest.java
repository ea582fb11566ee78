package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rtoto.gateway.logins.Role;
import io.rtoto.gateway.logins.UsersFile;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of the API's document, asked by every role and by nobody: who may is who the
 * document says, and what takes no login is the same for all. That the document tells every route,
 * ApiDocumentTest sees to.
 */
final class LoginMatrixTest {
  @TempDir private static Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @SuppressWarnings("NullAway.Init") // set before the first operation is asked
  private Gateway gateway;

  /** An operation; of what takes no login no roles. */
  private record Operation(String method, String path, boolean takesLogin, Set<Role> roles) {}

  @TestFactory
  Stream<DynamicTest> letsInWhomTheDocumentSaysAndNobodyElse() throws Exception {
    Path users = folder.resolve(UsersFile.NAME);
    gateway =
        Gateway.start(
            GatewaySettings.defaults(Broker.shared().bootstrapServers())
                .listeningOn("127.0.0.1", 0)
                .withAccess(Access.by(List.of(Sender.DEMO)).withUsers(users)));
    Map<Role, Person> people = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      people.put(role, Person.loggedIn(gateway, users, role.wireName(), role));
    }
    Person nobody = new Person(gateway);
    List<Operation> operations = operations(new Sender(gateway).get("/openapi.yaml").body());
    assertThat(operations).filteredOn(Operation::takesLogin).hasSizeGreaterThan(3);
    return operations.stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.method() + " " + operation.path(),
                    () -> check(operation, nobody, people)));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private void check(Operation operation, Person nobody, Map<Role, Person> people)
      throws Exception {
    int ofNobody = status(operation, nobody);
    if (operation.takesLogin()) {
      assertThat(ofNobody).as("nobody").isEqualTo(401);
    }
    for (Map.Entry<Role, Person> person : people.entrySet()) {
      int status = status(operation, person.getValue());
      if (!operation.takesLogin()) {
        assertThat(status).as("%s", person.getKey()).isEqualTo(ofNobody);
      } else if (operation.roles().contains(person.getKey())) {
        assertThat(status).as("%s", person.getKey()).isNotIn(401, 403);
      } else {
        assertThat(status).as("%s", person.getKey()).isEqualTo(403);
      }
    }
  }

  /** A stream does not end: its head says enough. */
  private int status(Operation operation, Person person) throws Exception {
    HttpRequest.Builder request = person.to(operation.path());
    HttpResponse<InputStream> answer =
        client.send(
            request.method(operation.method(), BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close();
    requireHeaders(operation, answer);
    return answer.statusCode();
  }

  /** What keeps a page from being put to another's use, on every answer. */
  private static void requireHeaders(Operation operation, HttpResponse<?> answer) {
    Map<String, String> told =
        Map.of(
            "Content-Security-Policy",
            "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Strict-Transport-Security",
            "max-age=31536000");
    told.forEach(
        (name, value) ->
            assertThat(answer.headers().firstValue(name)).as("%s", name).hasValue(value));
    if (operation.takesLogin()) {
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }
  }

  private static List<Operation> operations(String document) throws Exception {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path :
        new YAMLMapper().readTree(document).path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode told = method.getValue();
        // What ends a login would end it for all that is asked after it.
        if (told.has("responses") && !path.getKey().equals("/v1/logout")) {
          operations.add(
              operation(
                  method.getKey().toUpperCase(Locale.ROOT),
                  concrete(path.getKey(), path.getValue().path("parameters")),
                  told.path("security")));
        }
      }
    }
    return operations;
  }

  private static Operation operation(String method, String path, JsonNode security) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    boolean takesLogin = false;
    for (JsonNode way : security) {
      takesLogin |= way.has("login");
      way.path("login").forEach(role -> roles.add(Role.named(role.asText()).orElseThrow()));
    }
    return new Operation(method, path, takesLogin, roles);
  }

  private static String concrete(String path, JsonNode parameters) {
    String concrete = path;
    for (JsonNode parameter : parameters) {
      concrete =
          concrete.replace(
              "{" + parameter.path("name").asText() + "}",
              parameter.at("/schema/enum/0").asText("nobody"));
    }
    return concrete;
  }
}
