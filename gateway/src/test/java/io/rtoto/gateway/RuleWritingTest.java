package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.gateway.logins.Role;
import io.rtoto.gateway.logins.UsersFile;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authors and approvers at a rule desk that writes, with a workshop that stands in for Drools. */
final class RuleWritingTest {
  private static final Map<String, String> SOUND =
      Map.of(
          "retail/hello.drl",
          "rule \"Say hello\"",
          "retail/hello.cases.yaml",
          "cases:\n  - case: A first visit");

  @TempDir private Path folder;

  private final StandInWorkshop workshop = new StandInWorkshop();

  @SuppressWarnings("NullAway.Init") // set before each test
  private Gateway gateway;

  @SuppressWarnings("NullAway.Init") // set before each test
  private OpenApiContract contract;

  @BeforeEach
  void start() throws Exception {
    gateway =
        Gateway.start(
            GatewaySettings.defaults(Broker.shared().bootstrapServers())
                .listeningOn("127.0.0.1", 0)
                .withAccess(
                    Access.by(List.of(Sender.DEMO))
                        .withUsers(folder.resolve(UsersFile.NAME))
                        .withGuests(true))
                .withWorkshop(workshop));
    contract = OpenApiContract.of(new Sender(gateway).get("/openapi.yaml").body());
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void tellsAnAuthorWhatIsWrongWithALibraryAtLineAndColumn() throws Exception {
    Person anna = somebody("anna-checks", Role.AUTHOR);
    HttpResponse<String> answer =
        post(anna, "check", 200, Map.of("files", Map.of("a.drl", "when\n  oops > 1\n")));

    JsonNode problem = Person.json(answer).at("/problems/0");
    assertThat(problem.path("file").asText()).isEqualTo("a.drl");
    assertThat(problem.path("line").asInt()).isEqualTo(2);
    assertThat(problem.path("column").asInt()).isEqualTo(3);
    assertThat(problem.path("endColumn").asInt()).isEqualTo(7);
    assertThat(problem.path("hint").asText()).startsWith("Maybe");
  }

  @Test
  void tellsAnAuthorWhichCasesPass() throws Exception {
    Person anna = somebody("anna-tests", Role.AUTHOR);
    Map<String, String> files = Map.of("a.cases.yaml", "- case: One\n- case: Two fails\n");
    JsonNode told = Person.json(post(anna, "test", 200, Map.of("files", files)));

    assertThat(told.path("cases"))
        .extracting(one -> one.path("name").asText() + " " + one.path("passed").asBoolean())
        .containsExactly("One true", "Two fails false");
    assertThat(told.at("/neverFired/0").asText()).isEqualTo("retail.hello.silent");
  }

  @Test
  void tellsVersionsApartThatItKnowsAndNoOthers() throws Exception {
    Person anna = somebody("anna-compares", Role.AUTHOR);
    post(anna, "diff", 404, Map.of("from", "000000000000", "files", SOUND));
    post(anna, "diff", 400, Map.of("from", "000000000000"));
    assertThat(workshop.asked()).isEmpty();
  }

  @Test
  void publishesInTheNameOfWhoeverIsLoggedInAndWritesItDown() throws Exception {
    Person anna = somebody("anna-publishes", Role.AUTHOR);
    JsonNode told = Person.json(post(anna, "publish", 200, draft(SOUND, "aaa", false)));

    assertThat(told.path("state").asText()).isEqualTo("in_force");
    assertThat(told.path("number").asInt()).isEqualTo(2);
    assertThat(told.at("/messages/0").asText()).isEqualTo("Published number 2, rules bbb.");
    assertThat(workshop.asked()).contains("anna-publishes publishes: to be polite");
    assertThat(Audited.by("anna-publishes"))
        .filteredOn(entry -> entry.action() == AuditAction.RULES_PUBLISHED)
        .singleElement()
        .extracting(AuditEntry::detail)
        .isEqualTo("ordered at the rule desk, from aaa");

    JsonNode rehearsed = Person.json(post(anna, "publish", 200, draft(SOUND, "aaa", true)));
    assertThat(rehearsed.path("state").asText()).isEqualTo("rehearsing");
    assertThat(Audited.by("anna-publishes"))
        .extracting(AuditEntry::action)
        .contains(AuditAction.RULES_REHEARSED);
  }

  @Test
  void refusesWhatIsNotSoundWithItsProblemsAndFailedCases() throws Exception {
    Person anna = somebody("anna-fails", Role.AUTHOR);
    JsonNode unsound =
        Person.json(post(anna, "publish", 422, draft(Map.of("a.drl", "oops"), "aaa", false)));
    assertThat(unsound.path("success").asBoolean(true)).isFalse();
    assertThat(unsound.at("/problems/0/file").asText()).isEqualTo("a.drl");

    Map<String, String> failing = Map.of("a.cases.yaml", "- case: It fails");
    JsonNode failed = Person.json(post(anna, "publish", 422, draft(failing, "aaa", false)));
    assertThat(failed.at("/cases/0/name").asText()).isEqualTo("It fails");
    assertThat(failed.path("problems")).isEmpty();
  }

  @Test
  void tellsWhoeverIsTooLateThatOthersAreInForce() throws Exception {
    Person anna = somebody("anna-is-late", Role.AUTHOR);
    JsonNode told = Person.json(post(anna, "publish", 409, draft(SOUND, "000", false)));
    assertThat(told.path("message").asText()).contains("by ben is in force by now");
  }

  @Test
  void letsAnApproverApproveAndNoAuthor() throws Exception {
    Person anna = somebody("anna-wrote", Role.AUTHOR);
    Person carla = somebody("carla-approves", Role.APPROVER);
    post(anna, "approve", 403, Map.of("version", "bbb"));
    post(carla, "approve", 200, Map.of("version", "bbb"));
    post(carla, "approve", 403, Map.of("version", "aaa"));
    post(carla, "approve", 503, Map.of("version", "fff"));
    assertThat(workshop.asked())
        .containsExactly(
            "carla-approves approves: bbb",
            "carla-approves approves: aaa",
            "carla-approves approves: fff");
    assertThat(Audited.by("carla-approves"))
        .filteredOn(entry -> entry.action() == AuditAction.RULES_PROMOTED)
        .extracting(AuditEntry::subject)
        .containsExactly("bbb", "aaa", "fff");
  }

  @Test
  void promotesAndDropsAndGoesBack() throws Exception {
    Person anna = somebody("anna-rehearses", Role.AUTHOR);
    Person carla = somebody("carla-promotes", Role.APPROVER);
    post(anna, "promote", 200, Map.of("version", "ccc"));
    post(carla, "promote", 200, Map.of("version", "ccc"));
    post(anna, "drop", 404, Map.of("version", "ccc"));
    post(anna, "rollback", 200, Map.of("number", 1, "why", "too many"));
    post(anna, "rollback", 400, Map.of("number", 0, "why", "too many"));
    post(anna, "rollback", 400, Map.of("number", 1));
    assertThat(workshop.asked())
        .containsExactly(
            "anna-rehearses promotes: ccc",
            "carla-promotes, who may approve, promotes: ccc",
            "anna-rehearses drops: ccc",
            "anna-rehearses goes back to 1: too many");
    assertThat(Audited.by("anna-rehearses"))
        .extracting(AuditEntry::action)
        .contains(AuditAction.RULES_DROPPED, AuditAction.RULES_ROLLED_BACK);
  }

  @Test
  void letsNoGuestWriteWhoMayRead() throws Exception {
    Sender guest = new Sender(gateway);
    assertThat(guest.get("/v1/rules/desk").statusCode()).isEqualTo(200);
    HttpResponse<String> refused =
        guest.send(
            guest
                .to("/v1/rules/check")
                .header("X-CSRF-Token", "guest")
                .POST(BodyPublishers.ofString("{\"files\":{\"a.drl\":\"\"}}")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("author, approver.");
    assertThat(workshop.asked()).isEmpty();
  }

  @Test
  void takesNoMoreThanItCanCarryOutAndGoesOnAnsweringOthers() throws Exception {
    Person anna = somebody("anna-hurries", Role.AUTHOR);
    CountDownLatch until = new CountDownLatch(1);
    workshop.waitFor(until);
    ExecutorService browsers = Executors.newCachedThreadPool();
    try {
      List<CompletableFuture<Integer>> asking = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        asking.add(CompletableFuture.supplyAsync(() -> checkedBy(anna), browsers));
      }
      assertThat(CompletableFuture.anyOf(asking.toArray(new CompletableFuture<?>[0])).join())
          .isEqualTo(429);
      assertThat(anna.get("/v1/rules/desk").statusCode()).isEqualTo(200);

      until.countDown();
      assertThat(asking.stream().map(CompletableFuture::join))
          .filteredOn(status -> status == 200)
          .hasSize(8);
      post(anna, "check", 200, Map.of("files", SOUND));
    } finally {
      until.countDown();
      browsers.shutdown();
    }
  }

  @Test
  void takesALargeLibraryAndNoneThatIsTooLarge() throws Exception {
    Person anna = somebody("anna-writes-much", Role.AUTHOR);
    post(anna, "check", 200, Map.of("files", Map.of("a.drl", "x".repeat(1 << 20))));
    post(anna, "check", 413, Map.of("files", Map.of("a.drl", "x".repeat(9 << 20))));
    post(anna, "check", 400, Map.of("files", Map.of()));
    post(anna, "check", 400, Map.of("rules", "none"));
  }

  @Test
  void saysWhyItDoesNotWriteWhereThereIsNoWorkshop() throws Exception {
    Person anna;
    try (Gateway reading =
        Gateway.start(
            GatewaySettings.defaults(Broker.shared().bootstrapServers())
                .listeningOn("127.0.0.1", 0)
                .withAccess(
                    Access.by(List.of(Sender.DEMO)).withUsers(folder.resolve("others.yaml"))))) {
      anna = Person.loggedIn(reading, folder.resolve("others.yaml"), "anna-reads", Role.AUTHOR);
      HttpResponse<String> desk = anna.get("/v1/rules/desk");
      contract.requireAgreement("GET", "/v1/rules/desk", desk);
      assertThat(Person.json(desk).path("writes").asBoolean(true)).isFalse();
      String why = Person.json(desk).path("why").asText();
      assertThat(why).contains("only reads", "./rtoto rules publish");
      HttpResponse<String> refused = anna.post("/v1/rules/check", Map.of("files", SOUND));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(Person.json(refused).path("message").asText()).isEqualTo(why);
    }
  }

  private Person somebody(String name, Role role) throws Exception {
    return Person.loggedIn(gateway, folder.resolve(UsersFile.NAME), name, role);
  }

  private static Map<String, Object> draft(
      Map<String, String> files, String parent, boolean shadow) {
    return Map.of("files", files, "parent", parent, "why", "to be polite", "shadow", shadow);
  }

  private HttpResponse<String> post(Person person, String verb, int status, Map<String, ?> body)
      throws Exception {
    HttpResponse<String> answer = person.post("/v1/rules/" + verb, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    contract.requireAgreement("POST", "/v1/rules/" + verb, answer);
    return answer;
  }

  private static int checkedBy(Person person) {
    try {
      return person.post("/v1/rules/check", Map.of("files", SOUND)).statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
