package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.customers.CustomerReplaced;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerSnapshot.Attrition;
import io.rtoto.schemas.customers.CustomerSnapshot.CartLine;
import io.rtoto.schemas.customers.CustomerSnapshot.OpenTimer;
import io.rtoto.schemas.customers.CustomerSnapshot.Tag;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerWrote;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RulesActivated;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.TagCard;
import io.rtoto.schemas.rulebundles.Seal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an open page is told, and that pages do not hold each other up. */
final class DashboardTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Identifier ACCOUNT = new Identifier(IdentifierType.USER_ID, "secret-hash");
  private static final Messages<JournalEntry> JOURNAL = Messages.of(JournalEntry.class);

  private static final Pattern FILE = Pattern.compile("/web/[a-z]+\\.[a-z]+");

  @TempDir Path directory;
  private Broker broker;
  private KafkaProducer<String, byte[]> job;
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    broker = Broker.started(directory, 0);
    job = broker.producer();
    gateway = startGateway();
  }

  @AfterEach
  void stop() {
    gateway.close();
    job.close();
    broker.close();
  }

  @Test
  void tellsAnOpenPageWhatHappens() throws Exception {
    try (LivePage page = openPage()) {
      assertThat(page.response().headers().firstValue("Content-Type"))
          .contains("text/event-stream");
      sells("p1", "Trail running shoes");
      views("e1", "anna", "p1");
      remembers(snapshot("anna"));
      decides("d1", DecisionKind.OFFER, "anna");
      setsAside(Reason.SCHEMA);

      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () -> {
                assertThat(page.lines("events")).hasSize(1);
                assertThat(page.lines("customers")).hasSize(1);
                assertThat(page.lines("decisions")).hasSize(1);
                assertThat(page.lines("deadLetters")).hasSize(1);
                assertThat(page.latestFigures().path("deadLetters").asInt()).isEqualTo(1);
              });
      assertThat(page.lines("events").get(0).path("type").asText()).isEqualTo("ProductViewed");
      assertThat(page.lines("events").get(0).path("product").asText()).isEqualTo("p1");
      assertThat(page.lines("customers").get(0).path("inCart").asInt()).isEqualTo(2);
      assertThat(page.latestFigures().path("events").asInt()).isEqualTo(1);
      assertThat(page.latestFigures().path("customers").asInt()).isEqualTo(1);
      assertThat(page.latestFigures().path("decisions").path("offer").asInt()).isEqualTo(1);
      assertThat(page.frames())
          .anySatisfy(
              frame ->
                  assertThat(frame.path("names").path("p1").path("en").asText())
                      .isEqualTo("Trail running shoes"));
    }
  }

  @Test
  void countsWhatACustomerIsHeldOutOfAsNoOfferAndTellsThatTheyAre() throws Exception {
    decides("d1", DecisionKind.RECORD, "anna", "free-delivery", Arm.HELD_OUT);
    try (LivePage page = openPage()) {
      await().atMost(20, TimeUnit.SECONDS).until(() -> page.lines("decisions").size() == 1);
      JsonNode line = page.lines("decisions").get(0);
      assertThat(line.path("kind").asText()).isEqualTo("record");
      assertThat(line.path("arm").asText()).isEqualTo("held-out");
      assertThat(page.latestFigures().path("decisions").has("offer")).isFalse();
    }
  }

  @Test
  void takesAnErasedCustomerOffThePage() throws Exception {
    views("e1", "anna", "p1");
    views("e2", "bert", "p1");
    remembers(snapshot("anna"));
    decides("d1", DecisionKind.OFFER, "anna");
    try (LivePage page = openPage()) {
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(
              () ->
                  page.lines("events").size() == 2
                      && page.lines("customers").size() == 1
                      && page.lines("decisions").size() == 1);
      job.send(new ProducerRecord<>("customers", "anna", null)).get();

      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(page.lines("erased"))
                      .extracting(JsonNode::asText)
                      .containsExactly("anna"));
    }
    try (LivePage page = openPage()) {
      assertThat(page.lines("events"))
          .extracting(line -> line.path("customer").asText())
          .containsExactly("bert");
      assertThat(page.lines("customers")).isEmpty();
      assertThat(page.lines("decisions")).isEmpty();
    }
  }

  @Test
  void showsNothingOfTheErasedTimeThoughItIsReadAfterTheTombstone() throws Exception {
    try (LivePage page = openPage()) {
      job.send(new ProducerRecord<>("customers", "anna", null)).get();
      await().atMost(20, TimeUnit.SECONDS).until(() -> page.lines("erased").size() == 1);
      views("e1", "anna", "p1");
      write(Topic.JOURNAL, JOURNAL.write(new CustomerErased("anna", ACCOUNT, NOON, 1)));
      await().atMost(20, TimeUnit.SECONDS).until(() -> page.lines("erased").size() == 2);
      decides("d1", DecisionKind.OFFER, "anna");
      decides("d2", DecisionKind.OFFER, "bert");

      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(page.lines("decisions"))
                      .extracting(line -> line.path("customer").asText())
                      .containsExactly("bert"));
    }
    try (LivePage page = openPage()) {
      assertThat(page.lines("events")).isEmpty();
      assertThat(page.lines("decisions")).hasSize(1);
    }
  }

  @Test
  void tellsOfAReplacedCustomerWhoHasTheLinesNow() throws Exception {
    views("e1", "visitor", "p1");
    decides("d1", DecisionKind.OFFER, "visitor");
    remembers(snapshot("visitor"));
    views("e2", "anna", "p2");
    remembers(snapshot("anna"));
    try (LivePage page = openPage()) {
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> ids(page, "events").size() == 2 && ids(page, "customers").size() == 2);
      remembers(new CustomerReplaced("visitor", "anna"));
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> replaced(page, "visitor").equals(List.of("anna")));
      // The journal may be behind: what comes of the old id is the new one's too.
      views("e3", "visitor", "p3");
      await().atMost(20, TimeUnit.SECONDS).until(() -> ids(page, "events").contains("e3"));
    }
    try (LivePage page = openPage()) {
      assertThat(ids(page, "events")).containsExactlyInAnyOrder("e1", "e2", "e3");
      assertThat(ids(page, "customers")).containsExactly("anna");
      assertThat(replaced(page, "visitor")).containsExactly("anna");
    }
    assertThat(new Sender(gateway).get("/v1/live/customers/visitor").body())
        .startsWith("{\"id\":\"anna\"")
        .contains("\"id\":\"d1\"", "\"id\":\"e1\"", "\"id\":\"e2\"", "\"id\":\"e3\"");
  }

  @Test
  void givesEachTheirOwnLinesBackWhenTwoCustomersComeApart() throws Exception {
    views("e1", "visitor", "p1");
    views("e2", "anna", "p2");
    remembers(snapshot("anna"));
    remembers(new CustomerReplaced("visitor", "anna"));
    Sender browser = new Sender(gateway);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> browser.get("/v1/live/customers/anna").body().contains("\"id\":\"e1\""));

    remembers(snapshot("visitor"));

    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(browser.get("/v1/live/customers/visitor").body())
                    .startsWith("{\"id\":\"visitor\"")
                    .contains("\"id\":\"e1\"")
                    .doesNotContain("\"id\":\"e2\""));
    assertThat(browser.get("/v1/live/customers/anna").body())
        .contains("\"id\":\"e2\"")
        .doesNotContain("\"id\":\"e1\"");
  }

  @Test
  void takesAnErasedCustomerOffThePageUnderTheOldIdsToo() throws Exception {
    views("e1", "visitor", "p1");
    views("e2", "anna", "p2");
    remembers(snapshot("anna"));
    remembers(new CustomerReplaced("visitor", "anna"));
    views("e3", "bert", "p1");
    try (LivePage page = openPage()) {
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(
              () ->
                  ids(page, "events").size() == 3
                      && replaced(page, "visitor").equals(List.of("anna")));
      job.send(new ProducerRecord<>("customers", "anna", null)).get();

      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(page.lines("erased"))
                      .extracting(JsonNode::asText)
                      .containsExactly("anna", "visitor"));
    }
    try (LivePage page = openPage()) {
      assertThat(ids(page, "events")).containsExactly("e3");
    }
  }

  @Test
  void takesTheLinesOfAnErasedTimeOffThePageUnderTheOldIdsTooAndLeavesWhatIsStillKnown()
      throws Exception {
    remembers(snapshot("anna"));
    remembers(new CustomerReplaced("visitor", "anna"));
    views("e1", "visitor", "p1");
    decides("d1", DecisionKind.OFFER, "visitor");
    views("e2", "anna", "p2");
    try (LivePage page = openPage()) {
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(
              () ->
                  ids(page, "events").size() == 2
                      && ids(page, "decisions").size() == 1
                      && replaced(page, "visitor").equals(List.of("anna")));

      write(Topic.JOURNAL, JOURNAL.write(new CustomerErased("anna", ACCOUNT, NOON, 1)));

      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(page.lines("erased"))
                      .extracting(JsonNode::asText)
                      .containsExactly("anna", "visitor"));
      assertThat(ids(page, "customers")).endsWith("anna");
      // A page takes the row away as well: it is told again.
      assertThat(page.lines("customers")).hasSize(2);
    }
    // Another of the customer's ids, of which one hears later.
    decides("d2", DecisionKind.OFFER, "tablet");
    decides("d3", DecisionKind.OFFER, "bert");
    try (LivePage page = openPage()) {
      await().atMost(20, TimeUnit.SECONDS).until(() -> ids(page, "decisions").contains("d2"));
      remembers(new CustomerReplaced("tablet", "visitor"));
      await().atMost(20, TimeUnit.SECONDS).until(() -> page.lines("erased").size() == 1);
    }
    try (LivePage page = openPage()) {
      assertThat(ids(page, "events")).isEmpty();
      assertThat(ids(page, "customers")).containsExactly("anna");
      await().atMost(20, TimeUnit.SECONDS).until(() -> ids(page, "decisions").contains("d3"));
      assertThat(ids(page, "decisions")).containsExactly("d3");
    }
  }

  @Test
  void tellsAPageThatOpensLaterWhatHappenedBefore() throws Exception {
    views("e1", "anna", "p1");
    try (LivePage first = openPage()) {
      await().atMost(20, TimeUnit.SECONDS).until(() -> !first.lines("events").isEmpty());
    }
    try (LivePage page = openPage()) {
      assertThat(page.frames().get(0).path("whole").asBoolean()).isTrue();
      assertThat(page.lines("events")).hasSize(1);
    }
  }

  @Test
  void showsAfterARestartWhatHappenedBeforeAndDoesNotCountIt() throws Exception {
    views("e1", "anna", "p1");
    gateway.close();
    gateway = startGateway();
    try (LivePage page = openPage()) {
      await().atMost(20, TimeUnit.SECONDS).until(() -> page.lines("events").size() == 1);
      views("e2", "anna", "p2");
      await().atMost(20, TimeUnit.SECONDS).until(() -> page.lines("events").size() == 2);

      assertThat(page.latestFigures().path("events").asInt()).isEqualTo(1);
    }
  }

  @Test
  void countsOnceWhatIsWrittenTwice() throws Exception {
    try (LivePage page = openPage()) {
      views("e1", "anna", "p1");
      views("e1", "anna", "p1");
      decides("d1", DecisionKind.ALERT, "anna");
      decides("d1", DecisionKind.ALERT, "anna");
      views("e2", "anna", "p1");
      decides("d2", DecisionKind.ALERT, "anna");
      await().atMost(20, TimeUnit.SECONDS).until(() -> ids(page, "events").contains("e2"));
      await().atMost(20, TimeUnit.SECONDS).until(() -> ids(page, "decisions").contains("d2"));

      assertThat(ids(page, "events")).containsExactly("e1", "e2");
      assertThat(ids(page, "decisions")).containsExactly("d1", "d2");
    }
  }

  @Test
  void keepsWhatACustomerWroteToItself() throws Exception {
    try (LivePage page = openPage()) {
      applies("e1", "anna", new CustomerWrote(occurrence("e1"), "c1", "web", "my card is 4111"));
      remembers(snapshot("anna"));
      await().atMost(20, TimeUnit.SECONDS).until(() -> !page.lines("customers").isEmpty());
      await().atMost(20, TimeUnit.SECONDS).until(() -> !page.lines("events").isEmpty());

      assertThat(page.frames().toString()).doesNotContain("4111", "secret-hash");
    }
  }

  @Test
  void letsAPageThatDoesNotReadHoldUpNobodyAndCatchUpLater() throws Exception {
    // Far more than the system's buffers between us and the stuck page hold, in less time than it
    // takes until a page that does not read is hung up on.
    int rounds = 12;
    int decisionsARound = 40;
    String longName = "x".repeat(50_000);
    try (Socket stuck = stuckPage();
        LivePage page = openPage()) {
      BufferedReader stuckLines =
          new BufferedReader(
              new InputStreamReader(stuck.getInputStream(), StandardCharsets.ISO_8859_1));
      readUntilWhole(stuckLines, "\"figures\"");
      for (int round = 1; round <= rounds; round++) {
        int decisions = round * decisionsARound;
        for (int id = decisions - decisionsARound; id < decisions; id++) {
          decides("d" + id, DecisionKind.RECORD, "anna", longName);
        }
        await().atMost(20, TimeUnit.SECONDS).until(() -> records(page) == decisions);
      }

      // A page that had missed nothing would get no second whole state.
      readUntilWhole(stuckLines, "\"record\":" + rounds * decisionsARound);
    }
  }

  @Test
  void passesOverAMessageThatLacksWhatMustBeThere() throws Exception {
    try (LivePage page = openPage()) {
      write(Topic.CUSTOMERS, "{}".getBytes(StandardCharsets.UTF_8));
      write(Topic.DECISIONS, "{}".getBytes(StandardCharsets.UTF_8));
      remembers(snapshot("anna"));
      decides("d1", DecisionKind.OFFER, "anna");

      await().atMost(20, TimeUnit.SECONDS).until(() -> !page.lines("customers").isEmpty());
      await().atMost(20, TimeUnit.SECONDS).until(() -> !page.lines("decisions").isEmpty());
    }
  }

  @Test
  void showsOneCustomerWhole() throws Exception {
    governs(
        new TagCard("vip-service", "Answer first.", "service", "value", Map.of("zh-TW", "請優先回覆。")));
    views("e1", "anna", "p1");
    decides("d1", DecisionKind.OFFER, "anna");
    remembers(snapshot("anna"));
    Sender browser = new Sender(gateway);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(browser.get("/v1/live/customers/anna").body())
                    .contains(
                        "\"identifiers\":[\"userId\"]",
                        "\"orders\":3",
                        "\"spent\":{\"minor\":12345,\"currency\":\"EUR\"}",
                        "\"productId\":\"p1\"",
                        "\"moment\":\"CartAbandoned\"",
                        "\"tier\":\"silver\"",
                        "\"leadScore\":12",
                        "\"pAlive\":0.75",
                        "\"expectedValue\":{\"minor\":9900,\"currency\":\"EUR\"}",
                        "\"name\":\"vip-service\",\"rule\":\"r\"",
                        "\"means\":\"Answer first.\",\"owner\":\"service\"",
                        "\"texts\":{\"zh-TW\":\"請優先回覆。\"}",
                        "\"id\":\"d1\"",
                        "\"id\":\"e1\""));
    assertThat(browser.get("/v1/live/customers/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void tellsTheNumberOfTheRulesInForceAndNotOfThoseThatWerePublishedOnly() throws Exception {
    publishes("v1", 7);
    publishes("v2", 8);
    write(Topic.JOURNAL, JOURNAL.write(new RulesActivated("v1", 0, 1, "")));
    try (LivePage page = openPage()) {
      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () -> {
                assertThat(page.latestFigures().path("rules").asText()).isEqualTo("v1");
                assertThat(page.latestFigures().path("rulesNumber").asLong()).isEqualTo(7);
              });
    }
  }

  @Test
  void endsItsStreamsWhenItStops() throws Exception {
    try (LivePage page = openPage()) {
      gateway.close();

      await().atMost(10, TimeUnit.SECONDS).until(page::hasEnded);
    }
  }

  @Test
  void servesThePageAndLetsItLoadNothingFromElsewhere() throws Exception {
    Sender browser = new Sender(gateway);
    HttpResponse<String> page = browser.get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self';"));
    assertThat(page.body()).doesNotContain("style=", "onclick=", "<script>");
  }

  @Test
  void servesEveryFileThatThePageAsksFor() throws Exception {
    Sender browser = new Sender(gateway);
    Set<String> files = filesOf(browser);

    assertThat(files).contains("/web/app.js", "/web/style.css", "/web/icon.svg", "/web/dom.js");
    for (String file : files) {
      assertThat(browser.get(file).statusCode()).as(file).isEqualTo(200);
    }
  }

  /** Opens a page, and waits until what happens from now on is counted. */
  private LivePage openPage() throws Exception {
    LivePage page = LivePage.of(gateway);
    await().atMost(20, TimeUnit.SECONDS).until(() -> !page.frames().isEmpty());
    return page;
  }

  private Socket stuckPage() throws IOException {
    Socket stuck = new Socket();
    stuck.setReceiveBufferSize(1024);
    stuck.setSoTimeout(20_000);
    stuck.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
    stuck
        .getOutputStream()
        .write(
            "GET /v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return stuck;
  }

  /** Reads on until a frame is whole and holds the text. */
  private static void readUntilWhole(BufferedReader page, String text) throws IOException {
    Instant deadline = Instant.now().plusSeconds(30);
    while (Instant.now().isBefore(deadline)) {
      String line = page.readLine();
      if (line == null) {
        throw new IOException("The stream ended before a whole frame held " + text + ".");
      }
      if (line.startsWith("data: {\"whole\":true") && line.contains(text)) {
        return;
      }
    }
    throw new AssertionError("For 30 s there was no whole frame that held " + text + ".");
  }

  private static int records(LivePage page) {
    return page.frames().isEmpty()
        ? 0
        : page.latestFigures().path("decisions").path("record").asInt();
  }

  private static List<String> ids(LivePage page, String kind) {
    return page.lines(kind).stream().map(line -> line.path("id").asText()).toList();
  }

  /** By whom the page was told that this one was replaced. */
  private static List<String> replaced(LivePage page, String customer) {
    return page.frames().stream()
        .map(frame -> frame.path("replaced").path(customer).asText())
        .filter(by -> !by.isEmpty())
        .distinct()
        .toList();
  }

  private static Set<String> filesOf(Sender browser) throws Exception {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> toRead = new ArrayDeque<>(List.of("/"));
    while (!toRead.isEmpty()) {
      Matcher links = FILE.matcher(browser.get(toRead.pop()).body());
      while (links.find()) {
        if (found.add(links.group())) {
          toRead.push(links.group());
        }
      }
    }
    return found;
  }

  private Gateway startGateway() throws Exception {
    return Gateway.start(
        GatewaySettings.defaults(broker.bootstrapServers())
            .listeningOn("127.0.0.1", 0)
            .withAccess(Broker.OF_GUESTS));
  }

  private void views(String eventId, String customer, String product) throws Exception {
    applies(
        eventId,
        customer,
        new ProductViewed(occurrence(eventId), new ProductMention(product, null, null)));
  }

  private void applies(String eventId, String customer, CustomerEvent event) throws Exception {
    write(Topic.JOURNAL, JOURNAL.write(new EventApplied(eventId, customer, ACCOUNT, event)));
  }

  private void remembers(CustomerState state) throws Exception {
    write(Topic.CUSTOMERS, Messages.of(CustomerState.class).write(state));
  }

  private void decides(String id, DecisionKind kind, String customer) throws Exception {
    decides(id, kind, customer, "free-delivery");
  }

  private void decides(String id, DecisionKind kind, String customer, String name)
      throws Exception {
    decides(id, kind, customer, name, Arm.TREATED);
  }

  private void decides(String id, DecisionKind kind, String customer, String name, Arm arm)
      throws Exception {
    Decision decision =
        new Decision(
            id,
            kind,
            customer,
            "CartAbandoned",
            "e1",
            "offer",
            "r",
            "v",
            null,
            NOON,
            null,
            name,
            null,
            null,
            List.of("p1"),
            Map.of(),
            List.of(),
            null,
            null,
            null,
            null,
            arm,
            0.5);
    write(Topic.DECISIONS, Messages.of(Decision.class).write(decision));
  }

  private void setsAside(Reason reason) throws Exception {
    DeadLetter letter = new DeadLetter(reason, "why", "intake", "clickstream", 0, 0, "{}", null);
    write(Topic.DEAD_LETTERS, Messages.of(DeadLetter.class).write(letter));
  }

  private void governs(TagCard tag) throws Exception {
    publish(
        new RuleBundle(
            "v", null, "tests", NOON, Map.of(), Map.of(), List.of(), List.of(), List.of(tag)));
  }

  private void publishes(String version, long number) throws Exception {
    publish(
        new RuleBundle(
            version,
            null,
            "tests",
            NOON,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            new Seal(number, "content", null, 0, "why", null, List.of()),
            null));
  }

  private void publish(RuleBundle bundle) throws Exception {
    job.send(
            new ProducerRecord<>(
                Topic.RULES.topicName(),
                RuleBundle.ACTIVE_KEY,
                Messages.of(RuleBundle.class).write(bundle)))
        .get();
  }

  private void sells(String product, String name) throws Exception {
    CatalogEntry entry =
        new CatalogEntry(product, Map.of("en", name), "c", new Money(1, "EUR"), null, List.of());
    write(Topic.CATALOG, Messages.of(CatalogEntry.class).write(entry));
  }

  private void write(Topic topic, byte[] message) throws Exception {
    job.send(new ProducerRecord<>(topic.topicName(), "key", message)).get();
  }

  private static Occurrence occurrence(String id) {
    return new Occurrence(id, NOON, null, Topic.CLICKSTREAM, null);
  }

  private static CustomerSnapshot snapshot(String customer) {
    return new CustomerSnapshot(
        customer,
        List.of(ACCOUNT),
        9,
        3,
        12_345,
        "EUR",
        NOON,
        NOON,
        NOON,
        NOON,
        null,
        null,
        "silver",
        new Attrition("bgnbd", 2, 8, 10, 0.75, 1.5, 9_900L, NOON),
        List.of(new Tag("vip-service", "r", NOON, NOON), new Tag("unknown-now", "r", NOON, NOON)),
        12,
        List.of(new CartLine("p1", 2, new Money(500, "EUR"))),
        List.of(),
        CustomerSnapshot.Affinities.NONE,
        List.of(new OpenTimer("CartAbandoned", NOON)));
  }
}
