package io.rtoto.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.rtoto.gateway.Access;
import io.rtoto.gateway.Gateway;
import io.rtoto.gateway.GatewaySettings;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.LocalPostgres;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerReplaced;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerSnapshot.CartLine;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.JournalEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The contact repository against a real broker and a real database, with stops in between. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ContactWriterTest {
  private static final Access OF_GUESTS = Access.by(List.of("demo")).withGuests(true);

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Identifier USER = new Identifier(IdentifierType.USER_ID, "ab12");
  private static final Identifier COOKIE = new Identifier(IdentifierType.ANONYMOUS_ID, "cd34");
  private static final Set<Topic> ITS_TOPICS =
      EnumSet.of(Topic.CUSTOMERS, Topic.DECISIONS, Topic.JOURNAL, Topic.IDENTITIES);

  @TempDir static Path directory;
  private static LocalKafka kafka;
  private static LocalPostgres postgres;
  private static KafkaProducer<String, byte[]> producer;

  private ContactRepository repository;
  private ContactWriter writer;

  @BeforeAll
  static void startBrokerAndDatabase() throws Exception {
    kafka = LocalKafka.start(directory.resolve("kafka"), 0);
    postgres = LocalPostgres.start(directory.resolve("postgres"));
    makeTopics(kafka.bootstrapServers(), topic -> true);
    producer = producerOf(kafka.bootstrapServers());
  }

  private static void makeTopics(String bootstrapServers, Predicate<Topic> which) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              Arrays.stream(Topic.values())
                  .filter(which)
                  .map(topic -> new NewTopic(topic.topicName(), 2, (short) 1))
                  .toList())
          .all()
          .get();
    }
  }

  private static KafkaProducer<String, byte[]> producerOf(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  @AfterAll
  static void stopBrokerAndDatabase() throws IOException {
    producer.close();
    postgres.close();
    kafka.close();
  }

  @BeforeEach
  void open() throws IOException {
    repository = ContactRepository.open(postgres.jdbcUrl());
    writer = ContactWriter.start(kafka.bootstrapServers(), repository);
  }

  @AfterEach
  void close() {
    writer.close();
    repository.close();
  }

  @Test
  @Order(1)
  void keepsTheNewestSnapshotAndEachDecisionOnce() {
    knows("anna", 1);
    knows("anna", 2);
    decides("d1", "anna", "free-delivery");
    decides("d1", "anna", "a later copy under the same id");
    decides("d2", "anna", "reminder");

    await().until(() -> contact("anna").map(c -> c.decisions().size()).orElse(0) == 2);
    ContactRepository.Contact anna = contact("anna").orElseThrow();
    assertThat(anna.snapshot().orders()).isEqualTo(2);
    assertThat(anna.snapshot().identifiers()).containsExactly(USER);
    assertThat(anna.decisions())
        .extracting(Decision::name)
        .containsExactlyInAnyOrder("free-delivery", "reminder");
  }

  @Test
  @Order(2)
  void goesOnWhereItStoppedAndPassesOverWhatItCannotRead() {
    assertThat(contact("anna")).isPresent();
    var unused =
        producer.send(new ProducerRecord<>(Topic.CUSTOMERS.topicName(), "anna", new byte[] {1, 2}));
    knows("anna", 3);
    await().until(() -> contact("anna").orElseThrow().snapshot().orders() == 3);
    assertThat(contact("anna").orElseThrow().decisions()).hasSize(2);
  }

  @Test
  @Order(3)
  void knowsNothingOfAStranger() {
    assertThat(contact("nobody")).isEmpty();
  }

  @Test
  @Order(4)
  void answersOverHttp() throws Exception {
    try (Gateway gateway =
        Gateway.start(
            GatewaySettings.defaults(kafka.bootstrapServers())
                .listeningOn("127.0.0.1", 0)
                .withAccess(OF_GUESTS)
                .withPostgres(postgres.jdbcUrl()))) {
      HttpResponse<String> anna = get(gateway, "anna");
      assertThat(anna.statusCode()).isEqualTo(200);
      assertThat(anna.body()).contains("\"orders\":3", "free-delivery", "reminder");
      assertThat(get(gateway, "nobody").statusCode()).isEqualTo(404);
      HttpResponse<String> identifier = get(gateway, "userId:anna");
      assertThat(identifier.statusCode()).isEqualTo(404);
      assertThat(identifier.body())
          .contains("userId:anna is one of the identifiers", "identity show userId:anna");
      // No text of PostgreSQL holds it.
      assertThat(get(gateway, "%00").statusCode()).isEqualTo(404);
    }
  }

  @Test
  @Order(5)
  void saysThatThereIsNoRepositoryWhereNoneIsSet() throws Exception {
    try (Gateway gateway =
        Gateway.start(
            GatewaySettings.defaults(kafka.bootstrapServers())
                .listeningOn("127.0.0.1", 0)
                .withAccess(OF_GUESTS))) {
      HttpResponse<String> answer = get(gateway, "anna");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("RTOTO_POSTGRES");
    }
  }

  @Test
  @Order(6)
  void setsAsideAMessageThatTheDatabaseRefusesAndGoesOn() {
    knows("berta", 1);
    knows("clara", 1, List.of(new CartLine("p\u00001", 1, null)));
    send(Topic.CUSTOMERS, "nobody", "{\"cart\":[]}".getBytes(StandardCharsets.UTF_8));
    decides("d\u0000", "berta", "reminder");
    decides("d3", "berta", "reminder");
    knows("dora", 1);

    await()
        .untilAsserted(
            () -> {
              assertThat(contact("dora")).isPresent();
              assertThat(contact("berta"))
                  .hasValueSatisfying(
                      berta ->
                          assertThat(berta.decisions())
                              .extracting(Decision::decisionId)
                              .containsExactly("d3"));
            });
    assertThat(contact("clara")).isEmpty();
    assertThat(writer.setAside()).isEqualTo(3);
    assertThat(writer.missing()).isEmpty();
  }

  @Test
  @Order(6)
  void forgetsAnErasedCustomerAlsoWhatIsReadLaterOfThatTime() {
    knows("erasmus", 4);
    decides("e1", "erasmus", "reminder");
    await().until(() -> contact("erasmus").map(c -> c.decisions().size()).orElse(0) == 1);

    send(Topic.CUSTOMERS, "erasmus", null);
    await().until(() -> contact("erasmus").isEmpty());
    erases("erasmus", USER, NOON);
    await().until(() -> erasures().contains("erasmus"));
    decides("e2", "erasmus", "of a time before");
    decides("e3", "erasmus", "of a time after", NOON.plusMillis(1));
    knows("erasmus", 1);

    await().until(() -> decisionsOf("erasmus").equals(List.of("e3")));
  }

  @Test
  @Order(6)
  void forgetsWhatWasDecidedUpToTheErasureOfOneOfSeveralIdentifiers() {
    knows("wanda", 4);
    decides("w1", "wanda", "before");
    decides("w2", "wanda", "after", NOON.plusMillis(1));
    await().until(() -> decisionsOf("wanda").size() == 2);

    erases("wanda", COOKIE, NOON);

    await().until(() -> decisionsOf("wanda").equals(List.of("w2")));
    assertThat(contact("wanda").orElseThrow().snapshot().orders()).isEqualTo(4);
  }

  @Test
  @Order(6)
  void keepsWhatWasDecidedOfWhomNothingIsKnownAndWhoWasNotErased() {
    knows("quinn", 4);
    decides("q1", "quinn", "reminder");
    await().until(() -> decisionsOf("quinn").size() == 1);

    send(Topic.CUSTOMERS, "quinn", null);
    await().until(() -> contact("quinn").isEmpty());
    knows("quinn", 5);

    await().until(() -> decisionsOf("quinn").equals(List.of("q1")));
  }

  @Test
  @Order(6)
  void answersForAnIdThatWasReplacedTheCustomerWhoHasItsDecisionsToo() {
    knows("visitor", 0);
    decides("r1", "visitor", "seen as a visitor");
    knows("member", 1);
    decides("r2", "member", "seen as a member");
    await().until(() -> decisionsOf("visitor").equals(List.of("r1")));

    replaces("visitor", "member");
    knows("account", 2);
    replaces("member", "account");

    await().until(() -> decisionsOf("visitor").equals(List.of("r1", "r2")));
    assertThat(decisionsOf("account")).containsExactly("r1", "r2");
    assertThat(contact("visitor").orElseThrow().snapshot().customerId()).isEqualTo("account");
  }

  @Test
  @Order(6)
  void givesEachTheirOwnBackWhenTwoComeApart() {
    knows("left", 1);
    decides("a1", "left", "before");
    knows("right", 2);
    replaces("left", "right");
    decides("a2", "right", "as one");
    await().until(() -> decisionsOf("left").equals(List.of("a1", "a2")));

    knows("left", 1);

    await().until(() -> decisionsOf("left").equals(List.of("a1")));
    assertThat(decisionsOf("right")).containsExactly("a2");
  }

  @Test
  @Order(6)
  void findsNobodyInACircle() {
    replaces("hen", "egg");
    replaces("egg", "hen");
    knows("afterwards", 1);
    await().until(() -> contact("afterwards").isPresent() && aliases("hen", "egg") == 2);

    assertThat(contact("hen")).isEmpty();
    assertThat(contact("egg")).isEmpty();
  }

  @Test
  @Order(6)
  void erasesWhatWasDecidedUnderTheIdsThatACustomerHadByThen() throws Exception {
    Instant merged = Instant.now();
    Instant erased = merged.plusSeconds(10);
    for (String name : List.of("early", "late", "gone")) {
      knows(name, 1);
      decides("g-" + name, name, "reminder");
    }
    await().until(() -> decisionsOf("late").size() == 1 && decisionsOf("early").size() == 1);

    // In an order in which only several topics and partitions can be read.
    erasesAt(erased, "gone", USER, NOON);
    await().until(() -> decisionsOf("gone").isEmpty());
    sendAt(merged, "early", replaced("early", "gone"));
    sendAt(erased.plusSeconds(10), "late", replaced("late", "gone"));

    await().until(() -> aliases("early", "late") == 2);
    await().until(() -> decisionsOf("gone").equals(List.of("g-late")));
    assertThat(decisionsOf("early")).containsExactly("g-late");
  }

  @Test
  @Order(6)
  void endsInTheSameStateWhenItIsFilledAgain() throws Exception {
    knows("one", 1);
    decides("f1", "one", "reminder");
    knows("two", 2);
    replaces("one", "two");
    knows("three", 3);
    replaces("three", "four");
    knows("three", 3);
    erases("two", COOKIE, NOON.minusSeconds(1));
    await().until(() -> decisionsOf("one").equals(List.of("f1")) && decisionsOf("three").isEmpty());
    await().until(() -> erasures().contains("one"));
    Map<String, List<String>> before = state();
    writer.close();

    execute(
        "truncate customer, identifier, decision, alias, erasure, progress, timeline, identity, standing, erased_identifier, decision_not_made");
    writer = ContactWriter.start(kafka.bootstrapServers(), repository);

    await().untilAsserted(() -> assertThat(state()).isEqualTo(before));
  }

  @Test
  @Order(7)
  void doesNotReadAgainWhatItHasSetAside() {
    knows("emil", 1);
    await().until(() -> contact("emil").isPresent());

    assertThat(writer.setAside()).isZero();
  }

  @Test
  @Order(8)
  void waitsWhileATableIsGoneAndLosesNothing() throws SQLException {
    execute("alter table customer rename to elsewhere");
    try {
      knows("frida", 1);
      // Longer than it takes to try anew: it does not say in between that it writes.
      await()
          .during(3, TimeUnit.SECONDS)
          .until(() -> writer.missing().orElse("").contains("SQLSTATE 42P01"));
      assertThat(writer.lag()).isPositive();
    } finally {
      execute("alter table elsewhere rename to customer");
    }
    await().until(() -> contact("frida").isPresent() && writer.missing().isEmpty());
    await().until(() -> writer.lag() == 0);
    assertThat(writer.setAside()).isZero();
  }

  @Test
  @Order(9)
  void readsTopicsThatAreMadeAgainWhileItReadsFromTheirBeginning() throws Exception {
    knows("gerda", 8);
    await().until(() -> contact("gerda").isPresent());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(ITS_TOPICS.stream().map(Topic::topicName).toList()).all().get();
    }
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> writer.missing().orElse("").contains("are not all there"));
    makeTopics(kafka.bootstrapServers(), ITS_TOPICS::contains);
    try (KafkaProducer<String, byte[]> job = producerOf(kafka.bootstrapServers())) {
      job.send(new ProducerRecord<>("customers", "gerda", snapshot("gerda", 1, List.of()))).get();
    }

    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> contact("gerda").orElseThrow().snapshot().orders() == 1);
  }

  @Test
  @Order(10)
  void readsTheTopicsOfAnotherBrokerFromTheirBeginning() throws Exception {
    for (int i = 0; i < 20; i++) {
      knows("old" + i, 1);
      knows("anna", 20);
    }
    await().until(() -> contact("old19").isPresent());
    await().until(() -> contact("anna").orElseThrow().snapshot().orders() == 20);
    writer.close();

    try (LocalKafka other = LocalKafka.start(directory.resolve("other"), 0)) {
      makeTopics(other.bootstrapServers(), topic -> true);
      try (KafkaProducer<String, byte[]> job = producerOf(other.bootstrapServers())) {
        job.send(new ProducerRecord<>("customers", "anna", snapshot("anna", 1, List.of()))).get();
        // More than the first broker had: what is skipped would be among these.
        for (int i = 0; i < 100; i++) {
          job.send(new ProducerRecord<>("customers", "n" + i, snapshot("n" + i, 1, List.of())))
              .get();
        }
      }
      writer = ContactWriter.start(other.bootstrapServers(), repository);

      await().until(() -> contact("n99").isPresent() && contact("n98").isPresent());
      await().until(() -> contact("anna").orElseThrow().snapshot().orders() == 1);
      for (int i = 0; i < 100; i++) {
        assertThat(contact("n" + i)).isPresent();
      }
      writer.close();
    }
  }

  @Test
  @Order(11)
  void beginsOnceTheBrokerIsThereAndThenItsTopics() throws Exception {
    int port = freePort();
    String broker = "127.0.0.1:" + port;
    try (Gateway gateway =
        Gateway.start(
            GatewaySettings.defaults(broker)
                .listeningOn("127.0.0.1", 0)
                .withAccess(OF_GUESTS)
                .withPostgres(emptyDatabase()))) {
      awaitReadyz(gateway, "The contact repository is not written to: Kafka does not answer");
      try (LocalKafka late = LocalKafka.start(directory.resolve("late"), port)) {
        awaitReadyz(
            gateway,
            "not written to: the topics [customers, decisions, journal, identities] are not");
        makeTopics(broker, topic -> topic != Topic.DECISIONS);
        awaitReadyz(gateway, "[\"The contact repository is not written to: the topics");
        makeTopics(broker, topic -> topic == Topic.DECISIONS);
        awaitReadyz(gateway, "\"ready\":true");
        try (KafkaProducer<String, byte[]> job = producerOf(late.bootstrapServers())) {
          job.send(new ProducerRecord<>("customers", "anna", snapshot("anna", 1, List.of()))).get();
          job.send(new ProducerRecord<>("decisions", "anna", decision("d1", "anna", "x"))).get();
        }
        await()
            .atMost(20, TimeUnit.SECONDS)
            .untilAsserted(() -> assertThat(get(gateway, "anna").body()).contains("\"d1\""));
      }
    }
  }

  @Test
  @Order(12)
  void saysThatTheDatabaseIsAwayAndStopsInTimeAllTheSame() throws Exception {
    Gateway gateway =
        Gateway.start(
            GatewaySettings.defaults(kafka.bootstrapServers())
                .listeningOn("127.0.0.1", 0)
                .withAccess(OF_GUESTS)
                .withPostgres(postgres.jdbcUrl()));
    try {
      awaitReadyz(gateway, "\"ready\":true");
      postgres.close();
      knows("anna", 9);
      awaitReadyz(gateway, "The contact repository is not written to: PostgreSQL");
    } finally {
      assertTimeout(Duration.ofSeconds(10), gateway::close);
    }
  }

  private static void awaitReadyz(Gateway gateway, String text) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(ask(gateway, "/readyz").body()).contains(text));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String emptyDatabase() throws SQLException {
    execute("create database other");
    return postgres.jdbcUrl().replace("/postgres?", "/other?");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static HttpResponse<String> get(Gateway gateway, String customerId)
      throws IOException, InterruptedException {
    return ask(gateway, "/v1/customers/" + customerId);
  }

  private static HttpResponse<String> ask(Gateway gateway, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private Optional<ContactRepository.Contact> contact(String customerId) {
    try {
      return repository.find(customerId);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> decisionsOf(String customerId) {
    return contact(customerId).map(ContactRepository.Contact::decisions).orElse(List.of()).stream()
        .map(Decision::decisionId)
        .toList();
  }

  private static List<String> erasures() throws SQLException {
    return rows("select customer_id from erasure");
  }

  private static long aliases(String... customerIds) throws SQLException {
    List<String> rows = rows("select customer_id from alias");
    return Arrays.stream(customerIds).filter(rows::contains).count();
  }

  /** All that the repository holds, but for where in the topics it was. */
  private static Map<String, List<String>> state() throws SQLException {
    return Map.of(
        "customer", rows("select snapshot::text from customer order by 1"),
        "identifier", rows("select type || hash || customer_id from identifier order by 1"),
        "decision", rows("select decision_id from decision order by 1"),
        "erasure", rows("select customer_id || up_to || written_at from erasure order by 1"),
        "alias",
            rows("select customer_id || ' ' || replaced_by || replaced_at from alias order by 1"));
  }

  private static List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  private static void replaces(String customerId, String by) {
    send(Topic.CUSTOMERS, customerId, replaced(customerId, by));
  }

  private static byte[] replaced(String customerId, String by) {
    return Messages.of(CustomerState.class).write(new CustomerReplaced(customerId, by));
  }

  private static void sendAt(Instant writtenAt, String customerId, byte @Nullable [] state)
      throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                Topic.CUSTOMERS.topicName(), null, writtenAt.toEpochMilli(), customerId, state))
        .get();
  }

  private static void knows(String customerId, long orders) {
    knows(customerId, orders, List.of());
  }

  private static void knows(String customerId, long orders, List<CartLine> cart) {
    send(Topic.CUSTOMERS, customerId, snapshot(customerId, orders, cart));
  }

  private static byte[] snapshot(String customerId, long orders, List<CartLine> cart) {
    CustomerSnapshot snapshot =
        new CustomerSnapshot(
            customerId,
            List.of(USER),
            9,
            orders,
            1250 * orders,
            "EUR",
            NOON,
            NOON,
            NOON,
            NOON,
            null,
            null,
            null,
            null,
            List.of(),
            0,
            cart,
            List.of(),
            CustomerSnapshot.Affinities.NONE,
            List.of());
    return Messages.of(CustomerSnapshot.class).write(snapshot);
  }

  private static void erases(String customerId, Identifier identifier, Instant upTo) {
    send(Topic.JOURNAL, customerId, erased(customerId, identifier, upTo));
  }

  private static void erasesAt(
      Instant writtenAt, String customerId, Identifier identifier, Instant upTo) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                Topic.JOURNAL.topicName(),
                null,
                writtenAt.toEpochMilli(),
                customerId,
                erased(customerId, identifier, upTo)))
        .get();
  }

  private static byte[] erased(String customerId, Identifier identifier, Instant upTo) {
    return Messages.of(JournalEntry.class)
        .write(new CustomerErased(customerId, identifier, upTo, 9));
  }

  private static void decides(String decisionId, String customerId, String name) {
    decides(decisionId, customerId, name, NOON);
  }

  private static void decides(
      String decisionId, String customerId, String name, Instant decidedAt) {
    send(Topic.DECISIONS, customerId, decision(decisionId, customerId, name, decidedAt));
  }

  private static byte[] decision(String decisionId, String customerId, String name) {
    return decision(decisionId, customerId, name, NOON);
  }

  private static byte[] decision(
      String decisionId, String customerId, String name, Instant decidedAt) {
    Decision decision =
        new Decision(
            decisionId,
            DecisionKind.OFFER,
            customerId,
            "CartAbandoned",
            "e1",
            "offer",
            "retail.cart_abandoned.rescue",
            "v1",
            decidedAt,
            null,
            name,
            null,
            List.of(),
            Map.of(),
            List.of());
    return Messages.of(Decision.class).write(decision);
  }

  private static void send(Topic topic, String key, byte @Nullable [] value) {
    var unused = producer.send(new ProducerRecord<>(topic.topicName(), key, value));
  }
}
