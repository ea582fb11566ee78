package io.rtoto.gateway;

import static io.rtoto.gateway.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.gateway.logins.Role;
import io.rtoto.gateway.logins.UserList;
import io.rtoto.gateway.logins.UsersFile;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and how. */
final class LoginTest {
  @TempDir private Path folder;

  @Test
  void letsWhoeverSitsHereReadAllAsAGuestWhileNobodyCanLogIn() throws Exception {
    try (Gateway gateway = gateway()) {
      Sender sender = new Sender(gateway);
      JsonNode me = Person.json(sender.get("/v1/me"));

      assertThat(me.path("guest").asBoolean()).isTrue();
      assertThat(me.path("rights"))
          .extracting(JsonNode::asText)
          .containsExactly("watch", "customers", "rules");
      assertThat(sender.get("/v1/live/customers/nobody").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void takesNobodyForAGuestWhoCameByAProxy() throws Exception {
    try (Gateway gateway = gateway()) {
      Sender sender = new Sender(gateway);

      assertThat(
              sender
                  .send(sender.to("/v1/me").header("X-Forwarded-For", "192.0.2.1").GET())
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void takesNoGuestsWhereItListensForOtherMachines() throws Exception {
    try (Gateway gateway =
        Gateway.start(
            GatewaySettings.defaults(Broker.shared().bootstrapServers())
                .listeningOn("0.0.0.0", 0))) {
      HttpResponse<String> answer = new Sender(gateway).get("/v1/live/customers/nobody");

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("RTOTO_USERS");
    }
  }

  @Test
  void makesWhoeverHasTheOneTimeLinkTheAdministratorOnce() throws Exception {
    try (Gateway gateway = gateway()) {
      String token = gateway.firstLogin().orElseThrow().replaceFirst(".*=", "");
      Person admin = new Person(gateway);
      admin.accept(token);

      assertThat(Person.json(admin.get("/v1/me")).path("roles").path(0).asText())
          .isEqualTo("admin");
      assertThat(new Person(gateway).post("/v1/invitation", Map.of("token", token)).statusCode())
          .isEqualTo(404);
      // From now on there are no guests.
      assertThat(new Sender(gateway).get("/v1/me").statusCode()).isEqualTo(401);
    }
    try (Gateway gateway = gateway()) {
      assertThat(gateway.firstLogin()).isEmpty();
      assertThat(new Person(gateway).logIn("admin", PASSWORD).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void givesABrowserACookieThatNoScriptAndNoOtherSiteSees() throws Exception {
    try (Gateway gateway = gateway()) {
      Person.loggedIn(gateway, users(), "anna", Role.VIEWER);
      HttpResponse<String> answer = new Person(gateway).logIn("anna", PASSWORD);

      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("rtoto_login=")
          .containsIgnoringCase("; HttpOnly")
          .contains("; SameSite=Strict", "; Path=/")
          .doesNotContain("Secure");
    }
  }

  @Test
  void refusesAWrongPasswordTenTimesAndThenForAWhile() throws Exception {
    try (Gateway gateway = gateway()) {
      Person.loggedIn(gateway, users(), "anna", Role.VIEWER);
      Person other = new Person(gateway);
      for (int one = 0; one < 10; one++) {
        assertThat(other.logIn("anna", "wrong").statusCode()).isEqualTo(401);
      }
      HttpResponse<String> refused = other.logIn("anna", PASSWORD);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
          .isBetween(800L, 901L);
    }
  }

  @Test
  void tellsNothingOfWhetherAUserExists() throws Exception {
    try (Gateway gateway = gateway()) {
      Person.loggedIn(gateway, users(), "anna", Role.VIEWER);
      Person other = new Person(gateway);

      assertThat(other.logIn("anna", "wrong").body())
          .isEqualTo(other.logIn("otto", "wrong").body());
    }
  }

  @Test
  void asksAuthorsForACode() throws Exception {
    try (Gateway gateway = gateway()) {
      Person.loggedIn(gateway, users(), "anna", Role.AUTHOR);
      HttpResponse<String> answer = new Person(gateway).logIn("anna", PASSWORD);

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(Person.json(answer).path("code").asBoolean()).isTrue();
      assertThat(
              new Person(gateway)
                  .post(
                      "/v1/login", Map.of("name", "anna", "password", PASSWORD, "code", "000000x"))
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void endsALoginAtTheLogout() throws Exception {
    try (Gateway gateway = gateway()) {
      Person anna = Person.loggedIn(gateway, users(), "anna", Role.VIEWER);

      assertThat(anna.post("/v1/logout", Map.of()).statusCode()).isEqualTo(204);
      assertThat(anna.get("/v1/me").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void endsALoginWithinSecondsWhenTheUserIsDisabled() throws Exception {
    try (Gateway gateway = gateway()) {
      Person anna = Person.loggedIn(gateway, users(), "anna", Role.VIEWER);
      Person.loggedIn(gateway, users(), "berta", Role.ADMIN);
      UserList unused =
          UsersFile.change(
              users(),
              list -> list.with(list.named("anna").map(a -> a.disabledSince(Instant.now())).get()));

      await().until(() -> anna.get("/v1/me").statusCode() == 401);
    }
  }

  @Test
  void refusesWhatNoPageOfOursHasSent() throws Exception {
    try (Gateway gateway = gateway()) {
      Person anna = Person.loggedIn(gateway, users(), "anna", Role.VIEWER);
      anna.forgetCsrf();

      assertThat(anna.post("/v1/logout", Map.of()).statusCode()).isEqualTo(403);
      assertThat(anna.get("/v1/me").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void takesABodyOfJsonOnlyAsAnotherSitesFormSendsNone() throws Exception {
    try (Gateway gateway = gateway()) {
      Person.loggedIn(gateway, users(), "anna", Role.VIEWER);
      Sender sender = new Sender(gateway);

      assertThat(
              sender
                  .send(
                      sender
                          .to("/v1/login")
                          .header("Content-Type", "text/plain")
                          .POST(
                              BodyPublishers.ofString(
                                  "{\"name\":\"anna\",\"password\":\"" + PASSWORD + "\"}")))
                  .statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void refusesAShortPasswordAndKeepsTheLink() throws Exception {
    try (Gateway gateway = gateway()) {
      String token = gateway.firstLogin().orElseThrow().replaceFirst(".*=", "");
      Person admin = new Person(gateway);

      HttpResponse<String> refused =
          admin.post("/v1/invitation/accept", Map.of("token", token, "password", "short"));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("The password has 5 characters");
      assertThat(admin.post("/v1/invitation", Map.of("token", token)).statusCode()).isEqualTo(200);
    }
  }

  private Path users() {
    return folder.resolve(UsersFile.NAME);
  }

  private Gateway gateway() throws Exception {
    return Gateway.start(
        GatewaySettings.defaults(Broker.shared().bootstrapServers())
            .listeningOn("127.0.0.1", 0)
            .withAccess(Access.by(List.of(Sender.DEMO)).withUsers(users())));
  }
}
