package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.gateway.Arrivals.Arrival;
import io.rtoto.schemas.Topic;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders send, and what of it lies on the topics. */
final class CollectTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  private static final RunningGateway GATEWAY =
      RunningGateway.at(NOON, () -> Access.by(List.of("demo", "kid:secret")));

  private final Sender sender;
  private final Arrivals arrivals;

  CollectTest(Sender sender, Arrivals arrivals) {
    this.sender = sender;
    this.arrivals = arrivals;
  }

  @DisplayName("C1: the paths of a call, B25")
  @ParameterizedTest
  @CsvSource({
    "/v1/track, track",
    "/v1/identify, identify",
    "/v1/page, page",
    "/v1/screen, screen",
    "/v1/group, group",
    "/v1/alias, alias",
    "/v1/track/, track",
    "/v1/t, track",
    "/v1/i, identify",
    "/v1/p, page",
    "/v1/s, screen",
    "/v1/g, group",
    "/v1/a, alias",
    "/v1/p/, page",
    "/api/s/track, track"
  })
  void storesACallUnderTheTypeOfItsPath(String path, String type) throws Exception {
    HttpResponse<String> answer =
        sender.post(
            path,
            json("{'userId':'u1','messageId':'m','event':'e','groupId':'g','previousId':'p'}")
                .toString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("{\"success\":true,\"events\":1");
    ObjectNode stored = (ObjectNode) arrivals.next().json();
    // What its key is worth is WriteKeysTest's to tell.
    assertThat(stored.<JsonNode>without(List.of("keyKind", "proven", "notAllowed")))
        .isEqualTo(
            json(
                "{'userId':'u1','messageId':'m','event':'e','groupId':'g','previousId':'p',"
                    + "'type':'%s','receivedAt':'2026-11-23T12:00:00Z'}".formatted(type)));
  }

  @DisplayName("C1: the paths of a batch")
  @ParameterizedTest
  @ValueSource(strings = {"/v1/batch", "/v1/batch/", "/v1/import", "/v1/import/", "/v1/b"})
  void storesEachCallOfABatch(String path) throws Exception {
    HttpResponse<String> answer =
        sender.post(
            path,
            "{\"batch\":[{\"type\":\"page\",\"anonymousId\":\"a\"},"
                + "{\"type\":\"page\",\"anonymousId\":\"b\"}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true,\"events\":2}");
    assertThat(arrivals.next(2)).extracting(Arrival::key).containsExactlyInAnyOrder("a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "Order Completed, orders",
    "Live Chat Message Sent, chat",
    "Offer Clicked, interactions",
    "Product Viewed, clickstream"
  })
  void putsACallOnTheTopicOfItsEvent(String event, String topic) throws Exception {
    sender.post("/v1/track", "{\"userId\":\"u\",\"event\":\"%s\"}".formatted(event));

    assertThat(arrivals.next().topic()).isEqualTo(Topic.named(topic));
  }

  @DisplayName("C5: an empty user id is none")
  @Test
  void keysACallByItsAnonymousIdUntilAUserIsKnown() throws Exception {
    sender.post("/v1/page", "{\"userId\":\"\",\"anonymousId\":\"anon\"}");

    assertThat(arrivals.next().key()).isEqualTo("anon");
  }

  @DisplayName("C11: the sender's clock is corrected")
  @Test
  void takesTheBatchOfSegmentsNodeSdk() throws Exception {
    sender.post(
        "/v1/batch",
        """
        {"batch":[{"type":"track","event":"Product Viewed","userId":"u1",
          "properties":{"product_id":"p1","price":19.90},
          "timestamp":"2026-11-23T11:59:58.000Z","messageId":"node-next-1700000000000-abc",
          "_metadata":{"jsRuntime":"node"},"integrations":{},
          "context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"}}}],
         "writeKey":"demo","sentAt":"2026-11-23T11:59:59.000Z"}
        """);

    JsonNode event = arrivals.next().json();
    assertThat(event.path("messageId").asText()).isEqualTo("node-next-1700000000000-abc");
    assertThat(event.path("properties").toString())
        .isEqualTo("{\"product_id\":\"p1\",\"price\":19.9}");
    // It was sent one second after it happened, and the sender's clock is one second late.
    assertThat(event.path("timestamp").asText()).isEqualTo("2026-11-23T11:59:59Z");
    assertThat(event.path("originalTimestamp").asText()).isEqualTo("2026-11-23T11:59:58.000Z");
    assertThat(event.path("sentAt").asText()).isEqualTo("2026-11-23T11:59:59.000Z");
  }

  @DisplayName("C3, B23: the content type says nothing")
  @Test
  void takesTheTextOfSegmentsBrowserSdk() throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/p")
                .header("Content-Type", "text/plain")
                .header("Origin", "https://shop.example")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"type":"page","userId":null,"anonymousId":"a1","writeKey":"demo",
                         "messageId":"ajs-next-1","timestamp":"2026-11-23T12:00:00.000Z",
                         "sentAt":"2026-11-23T12:00:00.100Z"}
                        """)));

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode event = arrivals.next().json();
    assertThat(event.path("anonymousId").asText()).isEqualTo("a1");
    assertThat(event.has("writeKey")).isFalse();
  }

  @DisplayName("C11: the context of a batch")
  @Test
  void mergesTheContextThatSegmentsJavaSdkSendsOncePerBatch() throws Exception {
    sender.send(
        sender
            .to("/v1/import/")
            .header("Content-Type", "application/json; charset=UTF-8")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"batch":[
                       {"type":"track","event":"A","userId":"u"},
                       {"type":"track","event":"B","userId":"u","context":{"ip":"10.0.0.1",
                         "library":{"version":"own"}}}],
                     "context":{"library":{"name":"analytics-java","version":"3.5.4"}},
                     "integrations":{"All":true},"sequence":1,"writeKey":"demo",
                     "sentAt":"2026-11-23T12:00:00Z"}
                    """)));

    List<Arrival> events = arrivals.next(2);
    assertThat(events.get(0).json().path("context"))
        .isEqualTo(json("{'library':{'name':'analytics-java','version':'3.5.4'}}"));
    assertThat(events.get(1).json().path("context"))
        .isEqualTo(json("{'library':{'name':'analytics-java','version':'own'},'ip':'10.0.0.1'}"));
    assertThat(events).allMatch(e -> e.json().path("integrations").path("All").asBoolean());
  }

  @DisplayName("C3, C4: gzip in a form")
  @Test
  void takesTheGzippedFormOfRudderStacksNodeSdk() throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/batch")
                .header("Authorization", Sender.basic("demo:"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Encoding", "gzip")
                .POST(
                    BodyPublishers.ofByteArray(
                        Sender.gzip(
                            """
                            {"batch":[{"type":"track","event":"Product Added","userId":"u",
                              "channel":"server","messageId":"r1",
                              "originalTimestamp":"2026-11-23T11:00:00.000Z",
                              "sentAt":"2026-11-23T11:00:01.000Z"}],
                             "timestamp":"2026-11-23T11:00:01Z","sentAt":"2026-11-23T11:00:02Z"}
                            """))));

    assertThat(answer.statusCode()).isEqualTo(200);
    // Its own sentAt counts: one second before the request arrived.
    assertThat(arrivals.next().json().path("timestamp").asText()).isEqualTo("2026-11-23T11:59:59Z");
  }

  @DisplayName("C2: X-Write-Key")
  @Test
  void takesTheKeyOfJitsusHeaderAndNotTheMaskedOne() throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/api/s/track")
                .header("X-Write-Key", "kid:secret")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"event\":\"x\",\"anonymousId\":\"a\",\"writeKey\":\"kid:***\"}")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(arrivals.next().json().path("event").asText()).isEqualTo("x");
  }

  @DisplayName("C2, C12: the key in the query")
  @Test
  void takesABeaconWithItsKeyInTheQuery() throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/beacon/v1/batch?writeKey=demo")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"batch\":[{\"type\":\"page\"}]}")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(arrivals.next().json().path("type").asText()).isEqualTo("page");
  }

  @DisplayName("C4: gzip without a header")
  @Test
  void inflatesWhatBeginsLikeGzipWithoutAHeader() throws Exception {
    assertThat(sender.post("/v1/track", Sender.gzip("{\"event\":\"zipped\"}")).statusCode())
        .isEqualTo(200);
    assertThat(arrivals.next().json().path("event").asText()).isEqualTo("zipped");
  }

  @DisplayName("C2: Basic with and without a colon")
  @ParameterizedTest
  @CsvSource({"Basic ZGVtbw==, colonless", "basic ZGVtbzp4, with a password"})
  void takesBasicAuthorizationInEverySpelling(String authorization, String spelling)
      throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/track")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).as(spelling).isEqualTo(200);
  }

  @DisplayName("C2: the order of the places")
  @Test
  void asksTheHeaderBeforeTheBody() throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/track")
                .header("Authorization", Sender.basic("other:"))
                .POST(BodyPublishers.ofString("{\"writeKey\":\"demo\"}")));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"writeKey\":\"\"}", "{\"writeKey\":\"x\"}", "[]", "null"})
  void refusesASenderThatItDoesNotKnow(String body) throws Exception {
    HttpResponse<String> answer =
        sender.send(sender.to("/v1/track").POST(BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(JSON.readTree(answer.body()).path("success").asBoolean(true)).isFalse();
    assertThat(arrivals.soFar()).isEmpty();
  }

  @DisplayName("B01, B02, B03, B04, B21, B22")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"event\":",
        "{}x",
        "{}{}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":NaN}",
        "event=x",
        "\u0000"
      })
  void refusesWhatIsNotOneJsonValue(String body) throws Exception {
    HttpResponse<String> answer = sender.post("/v1/track", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("message").asText()).contains("body");
    assertThat(arrivals.soFar()).isEmpty();
  }

  @Test
  void tellsInWordsOfItsOwnWhereABodyIsNoJson() throws Exception {
    assertThat(sender.post("/v1/track", "{\n\"a\":1,\n\"a\":2}").body())
        .contains("The body is not JSON at line 3, column 5: a name stands twice in one object.");
  }

  @DisplayName("B17")
  @ParameterizedTest
  @ValueSource(strings = {"C0AF", "FF", "EDA080"})
  void refusesBytesThatAreNotUtf8(String hex) throws Exception {
    byte[] body =
        ("{\"a\":\""
                + new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1)
                + "\"}")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(sender.post("/v1/track", body).statusCode()).isEqualTo(400);
  }

  @DisplayName("B18")
  @Test
  void readsPastAByteOrderMarkAndRefusesUtf16() throws Exception {
    assertThat(sender.post("/v1/track", "\uFEFF{}").statusCode()).isEqualTo(200);
    assertThat(sender.post("/v1/track", "{}".getBytes(StandardCharsets.UTF_16)).statusCode())
        .isEqualTo(400);
  }

  @DisplayName("B13")
  @Test
  void refusesBottomlessNestingWithoutFallingIntoIt() throws Exception {
    assertThat(sender.post("/v1/track", "[".repeat(10_000)).statusCode()).isEqualTo(400);
  }

  @DisplayName("B16")
  @Test
  void refusesANumberThatIsNoAmountOfAnything() throws Exception {
    assertThat(sender.post("/v1/track", "{\"a\":" + "9".repeat(1_000) + "}").statusCode())
        .isEqualTo(400);
  }

  @DisplayName("B09")
  @Test
  void refusesGzipInGzip() throws Exception {
    assertThat(sender.post("/v1/track", Sender.gzip(Sender.gzip("{}"))).statusCode())
        .isEqualTo(400);
  }

  @DisplayName("B05")
  @Test
  void refusesAnEventOfOneByteTooMany() throws Exception {
    assertThat(sender.post("/v1/track", eventOf(32 * 1024)).statusCode()).isEqualTo(200);
    assertThat(arrivals.next().json().has("pad")).isTrue();

    assertThat(sender.post("/v1/track", eventOf(32 * 1024 + 1)).statusCode()).isEqualTo(413);
    assertThat(arrivals.soFar()).isEmpty();
  }

  @DisplayName("B06")
  @Test
  void refusesABatchOfOneByteTooMany() throws Exception {
    assertThat(sender.post("/v1/batch", batchOf(500 * 1024)).statusCode()).isEqualTo(200);
    assertThat(sender.post("/v1/batch", batchOf(500 * 1024 + 1)).statusCode()).isEqualTo(413);
  }

  @DisplayName("B07")
  @Test
  void refusesABatchOfOneEventTooMany() throws Exception {
    assertThat(sender.post("/v1/batch", batchOfEvents(500)).statusCode()).isEqualTo(200);
    assertThat(arrivals.next(500)).hasSize(500);
    assertThat(sender.post("/v1/batch", batchOfEvents(501)).statusCode()).isEqualTo(413);
  }

  @DisplayName("B08, C4: the decoded size")
  @Test
  void stopsInflatingABomb() throws Exception {
    byte[] bomb = Sender.gzip(new byte[100 << 20]);

    assertThat(sender.post("/v1/batch", bomb).statusCode()).isEqualTo(413);
  }

  @Test
  void refusesABatchWhoseContextWouldMultiply() throws Exception {
    String context = "{\"pad\":\"" + "x".repeat(100_000) + "\"}";
    String batch = batchOfEvents(100);
    String body = batch.substring(0, batch.length() - 1) + ",\"context\":" + context + "}";

    assertThat(sender.post("/v1/batch", body).statusCode()).isEqualTo(413);
    assertThat(arrivals.soFar()).isEmpty();
  }

  @DisplayName("B19, B26 to B41: stored, for the job to judge")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"text\"",
        "null",
        "{\"type\":7}",
        "{\"userId\":{\"a\":1}}",
        "{\"properties\":\"x\"}",
        "{\"timestamp\":\"2026-02-30\",\"sentAt\":0}",
        "{\"timestamp\":\"-999999999-01-01T00:00:00Z\",\"sentAt\":\"+999999999-01-01T00:00:00Z\"}",
        "{\"messageId\":null,\"event\":\"half a pair: \\ud800\"}",
        "{\"__proto__\":{\"a\":1}}"
      })
  void leavesItToTheJobToSayWhatIsWrongWithACall(String call) throws Exception {
    assertThat(sender.post("/v1/track", call).statusCode()).isEqualTo(200);
    assertThat(arrivals.next(1)).hasSize(1);
  }

  @DisplayName("C11: the time of receipt stands in")
  @Test
  void neverMakesUpATimeThatWouldDifferAtARetry() throws Exception {
    sender.post("/v1/track", "{\"event\":\"x\",\"messageId\":\"m\"}");

    JsonNode event = arrivals.next().json();
    assertThat(event.has("timestamp")).isFalse();
    assertThat(event.path("receivedAt").asText()).isEqualTo("2026-11-23T12:00:00Z");
  }

  @Test
  void stampsTheReceiptItselfWhateverTheSenderClaims() throws Exception {
    sender.post("/v1/track", "{\"event\":\"x\",\"receivedAt\":\"2099-01-01T00:00:00Z\"}");

    assertThat(arrivals.next().json().path("receivedAt").asText())
        .isEqualTo("2026-11-23T12:00:00Z");
  }

  @DisplayName("C11: no time ahead of the receipt")
  @Test
  void letsNoClockThatRunsBackwardsMakeAFuture() throws Exception {
    sender.post(
        "/v1/track",
        "{\"timestamp\":\"2030-01-01T00:00:00Z\",\"sentAt\":\"2026-11-23T12:00:00Z\"}");

    assertThat(arrivals.next().json().path("timestamp").asText()).isEqualTo("2026-11-23T12:00:00Z");
  }

  @DisplayName("C11: a missing message id")
  @Test
  void givesARetryWithoutAMessageIdTheSameOne() throws Exception {
    String first =
        messageIdOf("{\"event\":\"x\",\"userId\":\"u\",\"sentAt\":\"2026-11-23T12:00:00Z\"}");
    String retry =
        messageIdOf("{\"userId\":\"u\",\"event\":\"x\",\"sentAt\":\"2026-11-23T12:00:09Z\"}");
    String other = messageIdOf("{\"userId\":\"v\",\"event\":\"x\"}");

    assertThat(first).startsWith("content-").isEqualTo(retry).isNotEqualTo(other);
  }

  @Test
  void leavesNumbersAsTheyCame() throws Exception {
    sender.post("/v1/track", "{\"properties\":{\"price\":0.30000000000000004,\"total\":19.90}}");

    assertThat(arrivals.next().text()).contains("0.30000000000000004", "19.90");
  }

  @DisplayName("C6")
  @Test
  void answersTheQuestionThatABrowserAsksFirst() throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/t")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,x-retry-count")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://shop.example");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).contains("true");
    assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("7200");
    assertThat(answer.headers().firstValue("Vary")).contains("Origin");
    assertThat(
            answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow().split(", "))
        .contains(
            "authorization",
            "content-type",
            "x-write-key",
            "x-retry-count",
            "anonymousid",
            "sentat",
            "rsa-recovered",
            "rsa-retry-attempt",
            "rsa-retry-reason",
            "rsa-since-first-attempt",
            "rsa-since-last-attempt");
  }

  @DisplayName("C6, C7: on refusals too")
  @Test
  void letsAPageReadWhyItWasRefused() throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/t")
                .header("Origin", "https://shop.example")
                .POST(BodyPublishers.ofString("{")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://shop.example");
  }

  @DisplayName("B25")
  @ParameterizedTest
  @ValueSource(strings = {"/v1/tracks", "/v1/..%252f..%252fetc/passwd", "/v1/track;x", "/v1/%00"})
  void knowsNoOtherPath(String path) throws Exception {
    HttpResponse<String> answer = sender.post(path + "?writeKey=secret", "{}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(
            json(
                "{'success':false,'message':'There is nothing at %s. Maybe see /openapi.yaml.'}"
                    .formatted(path)));
  }

  /** No client of Java sends such a path. */
  @Test
  void refusesAPathThatIsNotEncoded() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), GATEWAY.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/customers/%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 400 ")
          .endsWith(
              "{\"success\":false,\"message\":\"The request cannot be read. Maybe its path is not"
                  + " encoded.\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/track, DELETE, 'OPTIONS, POST'",
    "/v1/track, GET, 'OPTIONS, POST'",
    "/livez/, POST, GET",
    "/v1/%74rack, DELETE, 'OPTIONS, POST'",
    "/openapi.yaml, POST, GET",
    "/v1/live/customers/anna, PUT, GET"
  })
  void tellsWhichMethodItExpects(String path, String method, String expected) throws Exception {
    HttpResponse<String> answer =
        sender.send(sender.to(path).method(method, BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains(expected);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(
            json(
                "{'success':false,'message':'%s does not answer %s; expected %s.'}"
                    .formatted(path, method, expected)));
  }

  @DisplayName("B24")
  @Test
  void refusesHeadersThatHoldMoreThanHeaders() throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/track")
                .header("X-Big", "x".repeat(64 * 1024))
                .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(431);
  }

  @Test
  @DisplayName("B24: many headers")
  void refusesFiveHundredHeaders() throws Exception {
    assertThat(sender.send(withHeaders(500, "x".repeat(100))).statusCode()).isEqualTo(431);
  }

  @Test
  @DisplayName("B24: many short headers")
  void refusesMoreHeadersThanAnybodySendsHoweverShort() throws Exception {
    assertThat(sender.send(withHeaders(80, "x")).statusCode()).isEqualTo(200);

    HttpResponse<String> refused = sender.send(withHeaders(500, "x"));
    assertThat(refused.statusCode()).isEqualTo(431);
    assertThat(refused.body()).contains("expected at most 100");
  }

  private HttpRequest.Builder withHeaders(int count, String value) {
    HttpRequest.Builder request =
        sender
            .to("/v1/track")
            .header("Authorization", Sender.basic("demo:"))
            .POST(BodyPublishers.ofString("{}"));
    for (int i = 0; i < count; i++) {
      request.header("X-" + i, value);
    }
    return request;
  }

  @ParameterizedTest
  @DisplayName("B10: a content encoding that is not so")
  @CsvSource({"gzip, 200", "br, 200", "'gzip, gzip', 200"})
  void readsPlainJsonWhateverEncodingItClaims(String encoding, int status) throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/track?writeKey=demo")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofString("{\"event\":\"plain\",\"userId\":\"u\"}")));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(arrivals.next().json().path("event").asText()).isEqualTo("plain");
  }

  @Test
  @DisplayName("B10: gzip that ends too early")
  void refusesGzipThatIsCutOff() throws Exception {
    byte[] whole = Sender.gzip("{\"event\":\"zipped\",\"userId\":\"u\"}");

    assertThat(sender.post("/v1/track", Arrays.copyOf(whole, whole.length - 12)).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @DisplayName("B14: names in one object")
  @CsvSource({"/v1/batch, 100000, 413", "/v1/batch, 30000, 400", "/v1/track, 257, 400"})
  void refusesAnObjectOfMoreNamesThanAnythingHas(String path, int names, int status)
      throws Exception {
    assertThat(sender.post(path, objectOf(names)).statusCode()).isEqualTo(status);
    assertThat(arrivals.soFar()).isEmpty();
  }

  @Test
  @DisplayName("B14: as many as are taken")
  void takesAnObjectOf256Names() throws Exception {
    assertThat(sender.post("/v1/track", objectOf(256)).statusCode()).isEqualTo(200);
  }

  /** All of them have one hash: a map of many would search them one by one. */
  @Test
  @DisplayName("B52: names of one hash")
  void takesNoMoreNamesOfOneHashThanOfOthers() throws Exception {
    List<String> names = List.of("");
    for (int i = 0; i < 13; i++) {
      names = names.stream().flatMap(name -> Stream.of(name + "Aa", name + "BB")).toList();
    }
    assertThat(names.stream().mapToInt(String::hashCode).distinct()).hasSize(1);

    HttpResponse<String> tooMany = sender.post("/v1/batch", objectOf(names));
    assertThat(tooMany.statusCode()).isEqualTo(400);
    assertThat(tooMany.body()).contains("256");
    String most = objectOf(names.subList(0, 256));
    assertThat(sender.post("/v1/track", most).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @DisplayName("B15: a name without end")
  @CsvSource({"1000000, 413", "100000, 400"})
  void refusesANameOfAMegabyte(int letters, int status) throws Exception {
    assertThat(
            sender
                .post("/v1/batch", "{\"batch\":[{\"" + "k".repeat(letters) + "\":1}]}")
                .statusCode())
        .isEqualTo(status);
  }

  @Test
  @DisplayName("B16: a short number of a billion digits")
  void writesNoNumberOutThatWasSentShort() throws Exception {
    assertThat(
            sender
                .post("/v1/track", "{\"userId\":\"u\",\"properties\":{\"price\":1e999999999}}")
                .statusCode())
        .isEqualTo(200);

    assertThat(arrivals.next().text()).contains("1E+999999999");
  }

  @Test
  @DisplayName("B20: a NUL in a text")
  void keepsANulAsTheTextThatItIs() throws Exception {
    sender.post("/v1/track", "{\"userId\":\"u\\u0000v\",\"event\":\"x\"}");

    Arrival event = arrivals.next();
    assertThat(event.key()).isEqualTo("u\0v");
    assertThat(event.json().path("userId").asText()).isEqualTo("u\0v");
  }

  @Test
  @DisplayName("C4: chunked gzip, as RudderStack's Java SDK sends it")
  void takesGzipInChunks() throws Exception {
    byte[] zipped = Sender.gzip("{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"}]}");

    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/batch")
                .header("Authorization", Sender.basic("demo:"))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(zipped))));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(arrivals.next().key()).isEqualTo("u");
  }

  @Test
  @DisplayName("C2: the key in each call")
  void takesTheKeyOfTheCallsWhenNothingElseTellsOne() throws Exception {
    String batch =
        "{'batch':[{'type':'page','userId':'a','writeKey':'demo'},{'type':'page','userId':'b'}]}";

    assertThat(unauthorized("/v1/batch", batch).statusCode()).isEqualTo(200);
    assertThat(arrivals.next(2)).noneMatch(event -> event.json().has("writeKey"));
  }

  @ParameterizedTest
  @DisplayName("C2: the keys of calls that do not agree, or are unknown")
  @ValueSource(
      strings = {
        "{'batch':[{'type':'page','writeKey':'demo'},{'type':'page','writeKey':'kid:secret'}]}",
        "{'batch':[{'type':'page','writeKey':'other'}]}",
        "{'batch':[{'type':'page','writeKey':'kid:***'}]}"
      })
  void refusesCallsWhoseKeysAreNotOneThatItKnows(String batch) throws Exception {
    assertThat(unauthorized("/v1/batch", batch).statusCode()).isEqualTo(401);
    assertThat(arrivals.soFar()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("C1: what SDKs measure of themselves")
  @ValueSource(strings = {"/v1/m", "/v1/m/"})
  void takesWhatSdksMeasureOfThemselvesAndKeepsNothing(String path) throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to(path)
                .header("Origin", "https://shop.example")
                .POST(BodyPublishers.ofString("{\"series\":[]}")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true,\"events\":0}");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://shop.example");
    assertThat(arrivals.soFar()).isEmpty();
  }

  @Test
  @DisplayName("C13: the settings of Segment's browser SDK")
  void tellsSegmentsSdkToSendHere() throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender.to("/v1/projects/demo/settings").header("Origin", "https://shop.example").GET());

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode segment = JSON.readTree(answer.body()).path("integrations").path("Segment.io");
    assertThat(segment.path("apiKey").asText()).isEqualTo("demo");
    assertThat(segment.path("apiHost").asText()).isEqualTo("127.0.0.1:" + GATEWAY.port() + "/v1");
    assertThat(segment.path("protocol").asText()).isEqualTo("http");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://shop.example");
  }

  @Test
  @DisplayName("C13: behind a proxy that speaks TLS")
  void tellsSegmentsSdkTheAddressThatItAskedFor() throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/projects/demo/settings")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "events.shop.example")
                .GET());

    JsonNode segment = JSON.readTree(answer.body()).path("integrations").path("Segment.io");
    assertThat(segment.path("apiHost").asText()).isEqualTo("events.shop.example/v1");
    assertThat(segment.path("protocol").asText()).isEqualTo("https");
  }

  @ParameterizedTest
  @DisplayName("C13: the settings of RudderStack's browser SDK")
  @ValueSource(
      strings = {"/sourceConfig/?p=npm&v=3.34.1&writeKey=demo", "/sourceConfig?writeKey=demo"})
  void tellsRudderStacksSdkThatItsSourceIsOn(String path) throws Exception {
    JsonNode source = JSON.readTree(sender.get(path).body()).path("source");

    assertThat(source.path("enabled").asBoolean()).isTrue();
    assertThat(source.path("writeKey").asText()).isEqualTo("demo");
    assertThat(source.path("destinations").isArray()).isTrue();
  }

  @ParameterizedTest
  @DisplayName("C13: for nobody else")
  @CsvSource({
    "/v1/projects/other/settings, 404",
    "/sourceConfig/?writeKey=other, 401",
    "/sourceConfig/, 401"
  })
  void hasNoSettingsForAKeyThatItDoesNotKnow(String path, int status) throws Exception {
    assertThat(sender.get(path).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @DisplayName("C8: a retry")
  @ValueSource(strings = {"1", "2"})
  void storesARetryUnderTheIdOfItsFirstTry(String count) throws Exception {
    sender.send(
        sender
            .to("/v1/track?writeKey=demo")
            .header("X-Retry-Count", count)
            .POST(BodyPublishers.ofString("{\"event\":\"x\",\"messageId\":\"m1\"}")));

    assertThat(arrivals.next().json().path("messageId").asText()).isEqualTo("m1");
  }

  private HttpResponse<String> unauthorized(String path, String body) throws Exception {
    return sender.send(sender.to(path).POST(BodyPublishers.ofString(body.replace('\'', '"'))));
  }

  private static String objectOf(int names) {
    return objectOf(IntStream.range(0, names).mapToObj(i -> "k" + i).toList());
  }

  private static String objectOf(List<String> names) {
    return names.stream().collect(Collectors.joining("\":1,\"", "{\"", "\":1}"));
  }

  private String messageIdOf(String call) throws Exception {
    sender.post("/v1/track", call);
    return arrivals.next().json().path("messageId").asText();
  }

  private static String eventOf(int bytes) {
    String frame = "{\"pad\":\"\"}";
    return "{\"pad\":\"" + "x".repeat(bytes - frame.length()) + "\"}";
  }

  private static String batchOf(int bytes) {
    String frame = "{\"batch\":[{\"pad\":\"\"}]}";
    return "{\"batch\":[{\"pad\":\"" + "x".repeat(bytes - frame.length()) + "\"}]}";
  }

  private static String batchOfEvents(int events) {
    return IntStream.range(0, events)
        .mapToObj(i -> "{\"type\":\"page\",\"userId\":\"u" + i + "\"}")
        .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
