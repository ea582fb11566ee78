package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rtoto.cli.kafka.Publisher;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerReplaced;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentifierDoubted;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LedgerEntry;
import io.rtoto.schemas.identity.OrderObeyed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTest {
  @TempDir private Path folder;

  @Test
  void countsAndWritesOnceWhatAJobThatStartedAgainWroteTwice() throws IOException {
    try (LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        Topics topics = new Topics(kafka.bootstrapServers());
        Publisher publisher = new Publisher(kafka.bootstrapServers());
        TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
      topics.create(2);
      send(publisher, decision("d2", "2026-01-05T10:00:00Z", "second"));
      send(publisher, heldOut("d1", "2026-01-05T09:00:00Z", "first"));
      send(publisher, decision("d2", "2026-01-05T10:00:00Z", "again, and not a word the same"));
      send(publisher, letter(7, "first"));
      send(publisher, letter(7, "again"));
      send(publisher, letter(8, "another message"));
      publisher.flush();

      Results results = new Results(reader, folder.resolve("work"), folder.resolve("out"));
      results.collect();

      assertThat(results.decisionsByKind).containsOnly(entry("offer", 1L), entry("record", 1L));
      assertThat(results.decisionsByRule).containsOnly(entry("a.rule", 2L));
      assertThat(results.heldOutByRule).containsOnly(entry("a.rule", 1L));
      assertThat(results.deadLetters).containsOnly(entry("schema", 2L));
      assertThat(written("decisions.jsonl", Decision.class))
          .extracting(Decision::name)
          .containsExactly("first", "second");
      assertThat(written("dead-letters.jsonl", DeadLetter.class))
          .extracting(DeadLetter::detail)
          .containsExactly("first", "another message");
    }
  }

  @Test
  void writesTheCustomersWhoAreStillThemselves() throws IOException {
    try (LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        Topics topics = new Topics(kafka.bootstrapServers());
        Publisher publisher = new Publisher(kafka.bootstrapServers());
        TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
      topics.create(2);
      send(publisher, snapshot("anna", 1));
      send(publisher, snapshot("visitor", 1));
      send(publisher, snapshot("erased", 1));
      send(publisher, snapshot("apart", 1));
      send(publisher, new CustomerReplaced("visitor", "anna"));
      send(publisher, new CustomerReplaced("apart", "anna"));
      send(publisher, snapshot("anna", 4));
      publisher.send(Topic.CUSTOMERS, "erased", null);
      send(publisher, snapshot("apart", 2));
      publisher.flush();

      Results results = new Results(reader, folder.resolve("work"), folder.resolve("out"));
      results.collect();

      assertThat(results.customers).isEqualTo(2);
      assertThat(written("customers.jsonl", CustomerSnapshot.class))
          .containsExactly(snapshot("anna", 4), snapshot("apart", 2));
    }
  }

  @Test
  void writesOfOrdersNothingThatDiffersFromRunToRun() throws IOException {
    try (LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        Topics topics = new Topics(kafka.bootstrapServers());
        Publisher publisher = new Publisher(kafka.bootstrapServers());
        TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
      topics.create(2);
      Identifier email = new Identifier(IdentifierType.EMAIL, "ee");
      Identifier phone = new Identifier(IdentifierType.PHONE, "ff");
      Instant now = Instant.parse("2026-01-05T12:00:00Z");
      send(publisher, 1, new IdentifierDoubted(email, "engage", "doubted", now));
      send(publisher, 2, new IdentifierBlocked(phone, "engage", "blocked", now));
      send(publisher, 3, new IdentifierBlocked(email, "engage", "blocked", now));
      send(publisher, 3, new IdentifierBlocked(email, "engage", "blocked", now));
      publisher.flush();

      new Results(reader, folder.resolve("work"), folder.resolve("out")).collect();

      assertThat(folder.resolve("out/identity-ledger.jsonl"))
          .hasContent(obeyedBlockOf("email", "ee") + "\n" + obeyedBlockOf("phone", "ff"));
    }
  }

  private static String obeyedBlockOf(String type, String hash) {
    return String.format(
        "{\"entry\":\"OrderObeyed\",\"command\":{\"command\":\"IdentifierBlocked\",\"identifier\":"
            + "{\"type\":\"%s\",\"hash\":\"%s\"},\"author\":\"engage\",\"why\":\"blocked\"}}",
        type, hash);
  }

  private static void send(Publisher publisher, long place, IdentityCommand order) {
    publisher.send(
        Topic.IDENTITY_LEDGER,
        order.identifier().key(),
        Messages.of(LedgerEntry.class).write(new OrderObeyed(place, order, order.at())));
  }

  private static void send(Publisher publisher, CustomerState state) {
    publisher.send(
        Topic.CUSTOMERS, state.customerId(), Messages.of(CustomerState.class).write(state));
  }

  private static CustomerSnapshot snapshot(String customerId, long events) {
    Instant noon = Instant.parse("2026-01-05T12:00:00Z");
    return new CustomerSnapshot(
        customerId,
        List.of(),
        events,
        0,
        0,
        null,
        null,
        null,
        noon,
        noon,
        null,
        null,
        null,
        null,
        List.of(),
        0,
        List.of(),
        List.of(),
        CustomerSnapshot.Affinities.NONE,
        List.of());
  }

  private static void send(Publisher publisher, Decision decision) {
    publisher.send(
        Topic.DECISIONS, decision.customerId(), Messages.of(Decision.class).write(decision));
  }

  private static void send(Publisher publisher, DeadLetter letter) {
    publisher.send(
        Topic.DEAD_LETTERS, letter.reason().code(), Messages.of(DeadLetter.class).write(letter));
  }

  private static Decision decision(String id, String at, String name) {
    return decision(id, DecisionKind.OFFER, at, name, Arm.TREATED);
  }

  private static Decision heldOut(String id, String at, String name) {
    return decision(id, DecisionKind.RECORD, at, name, Arm.HELD_OUT);
  }

  private static Decision decision(String id, DecisionKind kind, String at, String name, Arm arm) {
    return new Decision(
        id,
        kind,
        "c0123456789",
        "CartAbandoned",
        "e1",
        "page",
        "a.rule",
        "v1",
        null,
        Instant.parse(at),
        null,
        name,
        null,
        null,
        List.of(),
        Map.of(),
        List.of(),
        null,
        null,
        null,
        null,
        arm,
        0.5);
  }

  private static DeadLetter letter(long offset, String detail) {
    return new DeadLetter(Reason.SCHEMA, detail, "intake", "clickstream", 1, offset, "{}", null);
  }

  private <T> List<T> written(String file, Class<T> type) throws IOException {
    Messages<T> codec = Messages.of(type);
    List<T> read = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("out").resolve(file))) {
      read.add(codec.read(line.getBytes(UTF_8)));
    }
    return read;
  }
}
