package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.gateway.logins.Role;
import io.rtoto.gateway.logins.UsersFile;
import io.rtoto.local.LocalPostgres;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.events.ActivityTracked;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.identity.Evidence;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent at work: who looks at whom, and what is ordered, from the browser to the topics. */
final class DeskTest {
  private static final String ANNA = "c0123456789abcdef0123";
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Identifier USER = new Identifier(IdentifierType.USER_ID, "a".repeat(32));
  private static final Identifier COOKIE =
      new Identifier(IdentifierType.ANONYMOUS_ID, "b".repeat(32));

  @TempDir private Path folder;

  @Test
  void anAgentFindsACustomerReadsTheTimelineAndPartsWhoIsNotOne() throws Exception {
    Path users = folder.resolve(UsersFile.NAME);
    try (LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"));
        Gateway gateway =
            Gateway.start(
                GatewaySettings.defaults(Broker.shared().bootstrapServers())
                    .listeningOn("127.0.0.1", 0)
                    .withPostgres(postgres.jdbcUrl())
                    .withAccess(Access.by(List.of(Sender.DEMO)).withUsers(users)))) {
      tellOfAnna();
      Person agent = Person.loggedIn(gateway, users, "berta", Role.AGENT);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  agent.get("/v1/customers/" + ANNA + "/timeline").body().contains("look-1")
                      && Person.json(agent.get("/v1/customers/" + ANNA))
                          .at("/identities/0")
                          .isObject());

      JsonNode found = Person.json(agent.post("/v1/customers/search", Map.of("text", USER.key())));
      assertThat(found.at("/customers/0/customerId").asText()).isEqualTo(ANNA);
      JsonNode contact = Person.json(agent.get("/v1/customers/" + ANNA));
      assertThat(contact.at("/identities/0/links/0/evidence/eventId").asText()).isEqualTo("e-1");
      assertThat(contact.at("/standings/0/tier").asText()).isEqualTo("gold");
      JsonNode entry =
          Person.json(agent.get("/v1/customers/" + ANNA + "/timeline?limit=1")).at("/entries/0");
      assertThat(entry.at("/event/type").asText()).isEqualTo("ActivityTracked");
      requireTheDocument(gateway, agent);

      HttpResponse<String> ordered = unmerge(agent, USER, COOKIE);
      assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
      HttpResponse<String> refused =
          unmerge(agent, USER, new Identifier(IdentifierType.EMAIL, "c".repeat(32)));
      assertThat(refused.statusCode()).isEqualTo(404);
      agent.forgetCsrf();
      assertThat(unmerge(agent, USER, COOKIE).statusCode()).isEqualTo(403);
    }
    assertThat(orders())
        .singleElement()
        .isInstanceOfSatisfying(
            LinkCut.class,
            cut -> {
              assertThat(cut.identifier()).isEqualTo(COOKIE);
              assertThat(cut.other()).isEqualTo(USER);
              assertThat(cut.author()).isEqualTo("berta");
            });
    List<AuditEntry> audit = Audited.by("berta");
    assertThat(audit)
        .extracting(AuditEntry::action)
        .contains(
            AuditAction.INVITATION_ACCEPTED,
            AuditAction.CUSTOMERS_SEARCHED,
            AuditAction.CUSTOMER_VIEWED,
            AuditAction.LINK_CUT);
    assertThat(audit)
        .filteredOn(one -> one.action() == AuditAction.CUSTOMER_VIEWED)
        .extracting(AuditEntry::subject)
        .containsOnly(ANNA);
  }

  private static void requireTheDocument(Gateway gateway, Person agent) throws Exception {
    OpenApiContract contract = OpenApiContract.of(new Sender(gateway).get("/openapi.yaml").body());
    for (String path :
        List.of("/v1/me", "/v1/customers/" + ANNA, "/v1/customers/" + ANNA + "/timeline")) {
      contract.requireAgreement("GET", path, agent.get(path));
    }
    contract.requireAgreement(
        "POST", "/v1/customers/search", agent.post("/v1/customers/search", Map.of("text", "anna")));
  }

  private static HttpResponse<String> unmerge(Person agent, Identifier one, Identifier other)
      throws Exception {
    return agent.post(
        "/v1/customers/" + ANNA + "/unmerge",
        Map.of(
            "identifier",
            Map.of("type", one.typeName(), "hash", one.hash()),
            "other",
            Map.of("type", other.typeName(), "hash", other.hash()),
            "why",
            "sisters share it"));
  }

  private static void tellOfAnna() throws Exception {
    try (KafkaProducer<String, byte[]> job = Broker.shared().producer()) {
      send(
          job,
          Topic.CUSTOMERS,
          ANNA,
          Messages.of(CustomerSnapshot.class)
              .write(
                  new CustomerSnapshot(
                      ANNA,
                      List.of(USER, COOKIE),
                      1,
                      1,
                      1250,
                      "EUR",
                      NOON,
                      NOON,
                      NOON,
                      NOON,
                      null,
                      null,
                      "gold",
                      null,
                      List.of(),
                      0,
                      List.of(),
                      List.of(),
                      CustomerSnapshot.Affinities.NONE,
                      List.of())));
      send(
          job,
          Topic.IDENTITIES,
          USER.key(),
          Messages.of(Identity.class)
              .write(
                  new Identity(
                      USER,
                      ANNA,
                      true,
                      List.of(
                          new Identity.Link(
                              COOKIE, new Evidence("e-1", NOON, Topic.CLICKSTREAM, true))),
                      List.of())));
      send(
          job,
          Topic.JOURNAL,
          ANNA,
          Messages.of(JournalEntry.class)
              .write(
                  new EventApplied(
                      "e-1",
                      ANNA,
                      USER,
                      new ActivityTracked(
                          new Occurrence("look-1", Instant.now(), null, Topic.CLICKSTREAM, null),
                          "Looked"))));
    }
  }

  private static void send(KafkaProducer<String, byte[]> job, Topic topic, String key, byte[] value)
      throws Exception {
    var unused = job.send(new ProducerRecord<>(topic.topicName(), key, value)).get();
  }

  private static List<IdentityCommand> orders() throws Exception {
    List<IdentityCommand> orders = new ArrayList<>();
    for (byte[] message : Audited.all(Topic.IDENTITY_COMMANDS)) {
      orders.add(Messages.of(IdentityCommand.class).read(message));
    }
    return orders;
  }
}
