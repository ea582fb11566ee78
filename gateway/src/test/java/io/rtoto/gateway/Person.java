package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.gateway.logins.Phone;
import io.rtoto.gateway.logins.Role;
import io.rtoto.gateway.logins.User;
import io.rtoto.gateway.logins.UserList;
import io.rtoto.gateway.logins.UsersFile;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Somebody at a browser of a gateway. */
final class Person {
  static final String PASSWORD = "correct horse battery staple";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sender sender;
  private String cookie = "";
  private String csrf = "";

  Person(Gateway gateway) {
    this.sender = new Sender(gateway);
  }

  /** A user with those roles who has a password and is logged in. */
  static Person loggedIn(Gateway gateway, Path users, String name, Role... roles) throws Exception {
    String token = Secrets.create();
    UserList unused =
        UsersFile.change(
            users, list -> list.with(User.invited(name, Set.of(roles), token, Instant.now())));
    Person person = new Person(gateway);
    // The gateway looks at the file each second.
    await().until(() -> person.post("/v1/invitation", Map.of("token", token)).statusCode() == 200);
    person.accept(token);
    return person;
  }

  /** Sets the password by a one-time link, with a code where one is asked for. */
  void accept(String token) throws Exception {
    JsonNode code = json(post("/v1/invitation", Map.of("token", token))).path("code");
    Map<String, String> told =
        code.isMissingNode()
            ? Map.of("token", token, "password", PASSWORD)
            : Map.of(
                "token",
                token,
                "password",
                PASSWORD,
                "code",
                Phone.code(code.path("secret").asText(), Instant.now()));
    keep(post("/v1/invitation/accept", told));
  }

  HttpResponse<String> logIn(String name, String password) throws Exception {
    HttpResponse<String> answer = post("/v1/login", Map.of("name", name, "password", password));
    if (answer.statusCode() == 200) {
      keep(answer);
    }
    return answer;
  }

  HttpResponse<String> get(String path) throws Exception {
    return sender.send(to(path).GET());
  }

  HttpResponse<String> post(String path, Map<String, ?> body) throws Exception {
    return sender.send(
        to(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** A request with the login. */
  HttpRequest.Builder to(String path) {
    HttpRequest.Builder request = sender.to(path);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie).header("X-CSRF-Token", csrf);
    }
    return request;
  }

  /** The login, as a browser keeps it. */
  String cookie() {
    return cookie;
  }

  /** Goes on without what a page of ours would send. */
  void forgetCsrf() {
    csrf = "none";
  }

  static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  private void keep(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    csrf = json(answer).path("csrf").asText();
  }
}
