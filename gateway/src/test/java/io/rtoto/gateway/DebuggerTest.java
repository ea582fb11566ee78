package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What whoever connects a shop is told of its calls. */
final class DebuggerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final KafkaProducer<String, byte[]> job = Broker.shared().producer();
  private Gateway gateway;
  private Sender sender;

  @BeforeEach
  void start() throws Exception {
    gateway =
        Gateway.start(
            GatewaySettings.defaults(Broker.shared().bootstrapServers())
                .withAccess(Access.by(List.of("demo", "other")).withGuests(true))
                .listeningOn("127.0.0.1", 0));
    sender = new Sender(gateway);
  }

  @AfterEach
  void stop() {
    gateway.close();
    job.close();
  }

  @Test
  void tellsTheNewestCallsOfAKeyWithVerdictAndReason() throws Exception {
    sender.post("/v1/page", "{\"anonymousId\":\"u\",\"messageId\":\"first\"}");
    sender.post("/v1/track", "{\"anonymousId\":\"u\",\"messageId\":\"second\"}");
    sender.post("/v1/track", "{");

    JsonNode calls = calls("demo");
    assertThat(calls.findValuesAsText("verdict")).containsExactly("refused", "rejected", "stored");
    assertThat(calls.get(0).path("reason").asText()).startsWith("400: The body is not JSON");
    assertThat(calls.get(1).path("reason").asText()).isEqualTo("missing_event_name");
    assertThat(calls.get(2).at("/call/messageId").asText()).isEqualTo("first");
    assertThat(calls.get(2).path("topic").asText()).isEqualTo("clickstream");
    assertThat(calls("other")).isEmpty();
  }

  @Test
  void showsHowACallIsBuiltAndNoneOfItsValues() throws Exception {
    sender.post(
        "/v1/track",
        """
        {"event":"Live Chat Message Sent","userId":"canary-user","traits":{"email":"canary@x.tw"},
         "properties":{"message_body":"canary text","total":4711,"a@b.c":true,
         "products":[{"id":"canary"},1,2,3]},"context":{"ip":"203.0.113.9"}}
        """);

    String told = sender.get("/v1/debugger?key=demo").body();
    assertThat(told).doesNotContain("canary", "203.0.113", "4711", "a@b.c");
    JsonNode call = JSON.readTree(told).at("/calls/0/call");
    assertThat(call.path("event").asText()).isEqualTo("Live Chat Message Sent");
    assertThat(call.path("userId").asText()).isEqualTo("text of 11");
    assertThat(call.at("/properties/message_body").asText()).isEqualTo("text of 11");
    assertThat(call.at("/properties/total").asText()).isEqualTo("number");
    assertThat(call.at("/properties/products").toString())
        .isEqualTo("[{\"id\":\"text of 6\"},\"number\",\"number\",\"1 more\"]");
  }

  @Test
  void tellsWhatTheJobSaysOfACall() throws Exception {
    sender.post("/v1/page", "{\"anonymousId\":\"u\",\"messageId\":\"debugged-1\"}");
    sender.post("/v1/page", "{\"anonymousId\":\"u\",\"messageId\":\"debugged-2\"}");
    assertThat(calls("demo").get(0).has("job")).isFalse();

    // The page's reader may begin after what was written before it looked.
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              applies("debugged-1");
              setsAside("debugged-2");
              assertThat(calls("demo").findValues("job")).hasSize(2);
            });
    assertThat(calls("demo").get(1).path("job").toString()).isEqualTo("{\"verdict\":\"applied\"}");
    assertThat(calls("demo").get(0).path("job").toString())
        .isEqualTo(
            "{\"verdict\":\"dead_letter\",\"reason\":\"negative_amount\",\"detail\":\"why\"}");
  }

  @Test
  void remembersTheNewestFiftyOfAKey() throws Exception {
    String batch =
        IntStream.range(0, 60)
            .mapToObj(i -> "{\"type\":\"page\",\"anonymousId\":\"u\",\"messageId\":\"n" + i + "\"}")
            .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    sender.post("/v1/batch", batch);

    assertThat(calls("demo").findValuesAsText("messageId"))
        .hasSize(50)
        .startsWith("n59")
        .endsWith("n10");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 400",
    "?key=, 400",
    "?key=unknown, 404",
  })
  void expectsAKeyThatItKnows(String query, int status) throws Exception {
    assertThat(sender.get("/v1/debugger" + query).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"X-Forwarded-For, 203.0.113.9", "Forwarded, for=203.0.113.9"})
  void isClosedToWhoeverComesByAProxy(String header, String value) throws Exception {
    HttpResponse<String> answer =
        sender.send(sender.to("/v1/debugger?key=demo").header(header, value).GET());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private JsonNode calls(String key) throws Exception {
    return JSON.readTree(sender.get("/v1/debugger?key=" + key).body()).path("calls");
  }

  private void applies(String messageId) throws Exception {
    EventApplied applied =
        new EventApplied(
            "e-" + messageId,
            "customer",
            new Identifier(IdentifierType.USER_ID, "0".repeat(32)),
            new PageViewed(new Occurrence(messageId, NOON, null, Topic.CLICKSTREAM, null), null));
    write(Topic.JOURNAL, Messages.of(JournalEntry.class).write(applied));
  }

  private void setsAside(String messageId) throws Exception {
    DeadLetter letter =
        new DeadLetter(
            Reason.NEGATIVE_AMOUNT,
            "why",
            "intake",
            "clickstream",
            0,
            0,
            "{\"messageId\":\"" + messageId + "\"}",
            null);
    write(Topic.DEAD_LETTERS, Messages.of(DeadLetter.class).write(letter));
  }

  private void write(Topic topic, byte[] message) throws Exception {
    job.send(new ProducerRecord<>(topic.topicName(), "key", message)).get();
  }
}
