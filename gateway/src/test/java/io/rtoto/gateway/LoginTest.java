package io.rtoto.gateway;

import static io.rtoto.gateway.Person.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.gateway.collect.RateLimits;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.gateway.logins.Role;
import io.rtoto.gateway.logins.User;
import io.rtoto.gateway.logins.UserList;
import io.rtoto.gateway.logins.UsersFile;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and how. */
final class LoginTest {
  @TempDir private Path folder;

  @Test
  void letsWhoeverSitsHereReadAllAsAGuestUntilSomebodyHasAPassword() throws Exception {
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
  void takesNoGuestsUnlessToldToSinceAProxyNeedNotSayThatItIsOne() throws Exception {
    try (Gateway gateway =
        Gateway.start(
            GatewaySettings.defaults(Broker.shared().bootstrapServers())
                .listeningOn("127.0.0.1", 0))) {
      HttpResponse<String> answer = new Sender(gateway).get("/v1/live/customers/nobody");

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("RTOTO_USERS", "RTOTO_GUESTS");
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
                .listeningOn("0.0.0.0", 0)
                .withAccess(Broker.OF_GUESTS))) {
      assertThat(new Sender(gateway).get("/v1/me").statusCode()).isEqualTo(401);
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

      assertThat(cookieOfAPageAt("https://rtoto.example", gateway))
          .startsWith("rtoto_login=")
          .containsIgnoringCase("; HttpOnly")
          .contains("; SameSite=Strict", "; Path=/", "; Secure");
      assertThat(cookieOfAPageAt("http://localhost.example", gateway)).contains("; Secure");
      assertThat(cookieOfAPageAt("http://localhost:" + gateway.port(), gateway))
          .startsWith("rtoto_login=")
          .doesNotContain("Secure");
    }
  }

  /** As a proxy passes it on: it asks this machine by its own name. */
  private static String cookieOfAPageAt(String origin, Gateway gateway) throws Exception {
    Sender sender = new Sender(gateway);
    return sender
        .send(
            sender
                .to("/v1/login")
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"name\":\"anna\",\"password\":\"" + PASSWORD + "\"}")))
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow();
  }

  @Test
  void countsNoPasswordThatItHadNoTimeToCheck() throws Exception {
    try (Gateway gateway = gateway()) {
      CountDownLatch refused = new CountDownLatch(1);
      for (int one = 0; one < 30; one++) {
        String name = "user-" + one;
        new Thread(
                () -> {
                  if (statusOfLogIn(new Person(gateway), name) == 503) {
                    refused.countDown();
                  }
                })
            .start();
      }
      assertThat(refused.await(30, TimeUnit.SECONDS)).isTrue();

      Person anna = new Person(gateway);
      for (int one = 0; one < 12; one++) {
        assertThat(statusOfLogIn(anna, "anna")).isIn(503, 401);
      }
    }
  }

  private static int statusOfLogIn(Person person, String name) {
    try {
      return person.logIn(name, "wrong").statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void takesTenWrongCodesOfAUserAtMostAndTellsOfThem() throws Exception {
    String name = "coded-" + UUID.randomUUID();
    try (Gateway gateway =
        Gateway.start(
            GatewaySettings.defaults(Broker.shared().bootstrapServers())
                .listeningOn("127.0.0.1", 0)
                .withAccess(
                    Access.by(List.of(Sender.DEMO))
                        .withUsers(users())
                        .within(new RateLimits(1_000, 50, 20, 20, List.of("127.0.0.1")))))) {
      Person.loggedIn(gateway, users(), name, Role.AUTHOR);
      assertThat(new Person(gateway).logIn(name, PASSWORD).statusCode()).isEqualTo(401);
      Sender sender = new Sender(gateway);
      List<Integer> statuses = new ArrayList<>();
      for (int one = 1; one <= 11; one++) {
        statuses.add(
            sender
                .send(
                    sender
                        .to("/v1/login")
                        .header("X-Forwarded-For", "192.0.2." + one)
                        .header("Content-Type", "application/json")
                        .POST(
                            BodyPublishers.ofString(
                                "{\"name\":\"%s\",\"password\":\"%s\",\"code\":\"000000x\"}"
                                    .formatted(name, PASSWORD))))
                .statusCode());
      }

      assertThat(statuses.subList(0, 10)).containsOnly(401);
      assertThat(statuses.get(10)).isEqualTo(429);
    }
    assertThat(Audited.by(name))
        .filteredOn(one -> one.action() == AuditAction.LOGIN_REFUSED)
        .extracting(AuditEntry::detail)
        .contains(
            "The password was right, and the code was missing.",
            "The password was right, and the code was wrong.",
            "The password was right, and too many codes were wrong.");
  }

  @Test
  void tellsTheAuditWhatBecameOfUsersWhileItWasDown() throws Exception {
    String name = "anna-" + UUID.randomUUID();
    UserList unused =
        UsersFile.change(
            users(),
            list ->
                list.with(User.invited(name, Set.of(Role.AGENT), Secrets.create(), Instant.now())));
    try (Gateway gateway = gateway()) {
      assertThat(gateway.firstLogin()).isPresent();
      awaitInAudit(name, "has roles agent");
    }
    UserList unusedToo =
        UsersFile.change(
            users(),
            list -> list.with(list.named(name).map(a -> a.disabledSince(Instant.now())).get()));
    try (Gateway gateway = gateway()) {
      assertThat(gateway.firstLogin()).isEmpty();
      awaitInAudit(name, "is disabled");
    }
  }

  private static void awaitInAudit(String user, String what) {
    await()
        .untilAsserted(
            () ->
                assertThat(Audited.by(UsersFile.NAME))
                    .filteredOn(one -> user.equals(one.subject()))
                    .extracting(AuditEntry::detail)
                    .anyMatch(detail -> detail != null && detail.endsWith(what)));
  }

  @Test
  void endsAnOpenStreamWithinSecondsWhenTheUserIsDisabled() throws Exception {
    try (Gateway gateway = gateway()) {
      Person anna = Person.loggedIn(gateway, users(), "anna", Role.VIEWER);
      Person.loggedIn(gateway, users(), "berta", Role.ADMIN);
      HttpResponse<InputStream> stream =
          HttpClient.newHttpClient()
              .send(anna.to("/v1/live").GET().build(), BodyHandlers.ofInputStream());
      CompletableFuture<Long> read =
          CompletableFuture.supplyAsync(
              () -> {
                try (InputStream body = stream.body()) {
                  return body.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      UserList unused =
          UsersFile.change(
              users(),
              list -> list.with(list.named("anna").map(a -> a.disabledSince(Instant.now())).get()));

      assertThat(read).succeedsWithin(Duration.ofSeconds(10));
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
            .withAccess(Broker.OF_GUESTS.withUsers(users())));
  }
}
