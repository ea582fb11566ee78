package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.gateway.collect.RateLimits;
import io.rtoto.gateway.keys.KeyRing;
import io.rtoto.gateway.keys.KeysFile;
import io.rtoto.gateway.keys.Proof;
import io.rtoto.gateway.keys.ProofMint;
import io.rtoto.gateway.keys.Proofs;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.gateway.keys.WriteKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows S1 to S3, S5, B51 and B53: what may be sent with which key, from where, how much. */
final class WriteKeysTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final String SHOP = "https://shop.example";
  private static final String SERVER = "server.secret";
  private static final WriteKey TILL = WriteKey.ofBrowser("till", List.of(SHOP), true, NOON);
  private static final KeyRing RING =
      KeyRing.EMPTY
          .with(WriteKey.ofBrowser("web", List.of(SHOP), false, NOON))
          .with(WriteKey.ofBrowser("partner", List.of("https://partner.example"), false, NOON))
          .with(TILL)
          .with(WriteKey.ofServer("server", Secrets.hashOf("secret"), NOON));

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before the gateway starts, in the folder of this run
  private static Path file;

  @RegisterExtension
  private static final RunningGateway GATEWAY = RunningGateway.at(NOON, WriteKeysTest::access);

  private final Sender sender;
  private final Arrivals arrivals;

  WriteKeysTest(Sender sender, Arrivals arrivals) {
    this.sender = sender;
    this.arrivals = arrivals;
  }

  private static Access access() throws Exception {
    file = folder.resolve(KeysFile.NAME);
    write(RING);
    return Access.byFile(file)
        .within(new RateLimits(1_000, 2, 20, 20, List.of("127.0.0.1", "10.0.0.0/8")));
  }

  @ParameterizedTest
  @CsvSource({
    "web, track, Product Viewed, true",
    "web, track, Live Chat Message Sent, true",
    "web, track, Offer Clicked, true",
    "web, page, , true",
    "web, screen, , true",
    "web, group, , true",
    "web, identify, , true",
    "web, alias, , false",
    "web, track, Order Completed, false",
    "web, track, Order Updated, false",
    "web, track, Order Refunded, false",
    "web, track, Order Cancelled, false",
    "web, track, Live Chat Message Received, false",
    "web, track, Call Logged, false",
    "web, track, Credit Limit Changed, false",
    "till, track, Order Completed, true",
    "till, track, Order Updated, true",
    "till, track, Order Refunded, false",
    "till, track, Credit Limit Changed, false",
    "server.secret, track, Order Completed, true",
    "server.secret, track, Order Refunded, true",
    "server.secret, track, Live Chat Message Received, true",
    "server.secret, track, Credit Limit Changed, true",
    "server.secret, alias, , true"
  })
  void s1AKeyMayWriteWhatItsHolderKnows(String key, String type, String event, boolean allowed)
      throws Exception {
    HttpResponse<String> answer =
        post(
            key,
            ("{'type':'%s','event':%s,'anonymousId':'a','groupId':'g','previousId':'p',"
                    + "'notAllowed':%s}")
                .formatted(type, event == null ? "null" : "'" + event + "'", allowed));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            allowed
                ? "{\"success\":true,\"events\":1}"
                : "{\"success\":true,\"events\":1,"
                    + "\"rejected\":[{\"index\":0,\"reason\":\"not_allowed\"}]}");
    JsonNode stored = arrivals.next().json();
    assertThat(stored.path("notAllowed").asBoolean()).isEqualTo(!allowed);
    assertThat(stored.path("keyKind").asText())
        .isEqualTo(key.equals(SERVER) ? "server" : "browser");
  }

  @Test
  void s1TellsWhichCallsOfABatchItsKeyMayNotWriteAndTakesTheOthers() throws Exception {
    HttpResponse<String> answer =
        post(
            "web",
            "{'batch':[{'type':'page','anonymousId':'a'},"
                + "{'type':'track','event':'Order Completed','anonymousId':'a'},"
                + "{'type':'page','userId':'u'}]}");

    assertThat(JSON.readTree(answer.body()).path("rejected"))
        .isEqualTo(
            json("[{'index':1,'reason':'not_allowed'},{'index':2,'reason':'identity_unproven'}]"));
    assertThat(arrivals.next(3)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'traits':{'vip':true}", "'traits':{},'context':{'traits':{'vip':true}}"})
  void s1ATrustedTraitNeedsAServersKey(String told) throws Exception {
    write(new KeyRing(RING.tenant(), Set.of("vip"), RING.keys()));
    try {
      String call = "{'type':'identify','anonymousId':'a'," + told + "}";
      Awaitility.await()
          .untilAsserted(() -> assertThat(post("web", call).body()).contains("not_allowed"));
      assertThat(post(SERVER, call).body()).doesNotContain("rejected");
      assertThat(post("web", call.replace("vip", "size")).body()).doesNotContain("rejected");
    } finally {
      write(RING);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "server.guess", "server.", "other", "web.secret"})
  void s1AServersKeyCountsWithItsSecretOnly(String key) throws Exception {
    assertThat(post(key, "{'type':'page','anonymousId':'a'}").statusCode()).isEqualTo(401);
    assertThat(arrivals.soFar()).isEmpty();
  }

  @Test
  void s1AServersKeyDoesNotCountInAnAddress() throws Exception {
    HttpResponse<String> answer =
        sender.send(sender.to("/v1/page?writeKey=" + SERVER).POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("does not count in an address");
  }

  @Test
  void s1AKeyThatIsRetiredDoesNotCountWithinSecondsAndWithoutARestart() throws Exception {
    write(RING.with(TILL.retiredFrom(NOON)));
    try {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(post("till", "{'type':'page','anonymousId':'a'}").statusCode())
                      .isEqualTo(401));
    } finally {
      write(RING);
    }
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(post("till", "{'type':'page','anonymousId':'a'}").statusCode())
                    .isEqualTo(200));
  }

  @Test
  void b51WhoABrowserSaysToBeIsUnprovenWhateverItSaysOfThat() throws Exception {
    post(
        "web",
        "{'type':'identify','userId':'victim','anonymousId':'a','proven':true,"
            + "'keyKind':'server','channel':'server'}");

    JsonNode stored = arrivals.next().json();
    assertThat(stored.path("proven")).isEqualTo(json("false"));
    assertThat(stored.path("keyKind").asText()).isEqualTo("browser");
  }

  @Test
  void s2AProofProvesWhomItNamesAndIsKeptNowhere() throws Exception {
    String proof = proof(new Proof("anna", "a"), "default");
    post("web", identify("anna", "a", proof));

    String stored = arrivals.next().text();
    assertThat(JSON.readTree(stored).path("proven")).isEqualTo(json("true"));
    assertThat(JSON.readTree(stored).path("context")).isEqualTo(json("{'locale':'en'}"));
    assertThat(stored).doesNotContain(proof);
  }

  @ParameterizedTest
  @CsvSource({"victim, a", "anna, b"})
  void s2AProofProvesNobodyElse(String userId, String anonymousId) throws Exception {
    post("web", identify(userId, anonymousId, proof(new Proof("anna", "a"), "default")));

    assertThat(arrivals.next().json().path("proven")).isEqualTo(json("false"));
  }

  @Test
  void s2AnAliasNeedsAProof() throws Exception {
    String alias =
        identify("anna", "a", proof(new Proof("anna", "a"), "default"))
            .replace("'type':'identify'", "'type':'alias','previousId':'a'");

    assertThat(post("web", alias).body()).doesNotContain("rejected");
    assertThat(post("web", alias.replace("'a'", "'b'")).body()).contains("not_allowed");
  }

  @Test
  void b53AProofOfAnotherTenantProvesNothing() throws Exception {
    post("web", identify("anna", "a", proof(new Proof("anna", "a"), "other")));

    assertThat(arrivals.next().json().path("proven")).isEqualTo(json("false"));
  }

  @Test
  void whatAServersKeyBringsIsProven() throws Exception {
    post(SERVER, "{'type':'identify','userId':'anna','proven':false}");

    assertThat(arrivals.next().json().path("proven")).isEqualTo(json("true"));
  }

  @ParameterizedTest
  @CsvSource({
    "web, https://shop.example, 200",
    "web, https://partner.example, 403",
    "partner, https://partner.example, 200",
    "web, https://evil.example, 403",
    "web, null, 403",
    "server.secret, https://evil.example, 200"
  })
  void s3AKeyIsForPagesOfItsOrigins(String key, String origin, int status) throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/page")
                .header("Authorization", Sender.basic(key + ":"))
                .header("Origin", origin)
                .POST(BodyPublishers.ofString("{\"anonymousId\":\"a\"}")));

    assertThat(answer.statusCode()).isEqualTo(status);
    boolean readable = status == 200 && !key.equals(SERVER);
    assertThat(answer.headers().map().keySet().stream().anyMatch(WriteKeysTest::isOfCors))
        .as("%s", answer.headers().map())
        .isEqualTo(readable);
    assertThat(answer.headers().firstValue("Vary")).contains("Origin");
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, 204",
    "https://partner.example, 204",
    "https://evil.example, 403"
  })
  void s3APreflightIsAnsweredToPagesThatMayUseSomeKey(String origin, int status) throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/p")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin").isPresent())
        .isEqualTo(status == 204);
  }

  @Test
  void s5SendsAwayAnAddressThatSendsTooMuchAndSaysForHowLong() throws Exception {
    String told = "203.0.113.1, 198.51.100.7, 10.1.2.3";
    for (int i = 0; i < 4; i++) {
      assertThat(from(told, "web").statusCode()).isEqualTo(200);
    }
    arrivals.next(4);

    HttpResponse<String> answer = from(told, "web");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(arrivals.soFar()).isEmpty();
    assertThat(from("203.0.113.99, 198.51.100.7", "web").statusCode())
        .as("what a sender makes up does not count")
        .isEqualTo(429);
    assertThat(from("198.51.100.8", "web").statusCode()).isEqualTo(200);
    assertThat(from(told, SERVER).statusCode()).as("a server").isEqualTo(200);
  }

  @Test
  void s5CountsGuessesAtKeysToo() throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThat(from("2001:db8:1:1::" + i, "server.guess").statusCode()).isEqualTo(401);
    }

    assertThat(from("2001:db8:1:1:ffff::", "server.guess").statusCode()).isEqualTo(429);
    assertThat(from("2001:db8:1:2::", "server.guess").statusCode()).isEqualTo(401);
  }

  @Test
  void s5SendsAwayAnAddressThatOpensTooManySessions() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(sessionFrom("198.51.100.20").statusCode()).isEqualTo(200);
    }

    HttpResponse<String> answer = sessionFrom("198.51.100.20");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(sessionFrom("198.51.100.21").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> sessionFrom(String forwardedFor) throws Exception {
    return sender.send(
        sender
            .to("/v1/session?writeKey=web")
            .header("X-Forwarded-For", forwardedFor)
            .POST(BodyPublishers.ofString("{\"anonymousId\":\"a\"}")));
  }

  @Test
  void s5SendsAwayADeviceThatSendsTooMuch() throws Exception {
    String batch =
        "{'batch':["
            + "{'type':'page','anonymousId':'busy'},".repeat(399)
            + "{'type':'page','anonymousId':'busy'}]}";
    assertThat(post("web", batch).statusCode()).isEqualTo(200);
    arrivals.next(400);

    assertThat(post("web", batch).statusCode()).isEqualTo(429);
    assertThat(arrivals.soFar()).isEmpty();
    assertThat(post(SERVER, batch).statusCode()).as("a server").isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"server.secret, 200", "web, 401", "server.guess, 401"})
  void aServersKeyOpensTheDebuggerFromAnywhere(String key, int status) throws Exception {
    HttpResponse<String> answer =
        sender.send(
            sender
                .to("/v1/debugger?key=web")
                .header("X-Forwarded-For", "198.51.100.9")
                .header("Authorization", Sender.basic(key + ":"))
                .GET());

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private HttpResponse<String> from(String forwardedFor, String key) throws Exception {
    return sender.send(
        sender
            .to("/v1/page")
            .header("Authorization", Sender.basic(key + ":"))
            .header("X-Forwarded-For", forwardedFor)
            .POST(BodyPublishers.ofString("{\"anonymousId\":\"a\"}")));
  }

  private static boolean isOfCors(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith("access-control-");
  }

  private static String identify(String userId, String anonymousId, String proof) {
    return ("{'type':'identify','userId':'%s','anonymousId':'%s',"
            + "'context':{'locale':'en','proof':'%s'}}")
        .formatted(userId, anonymousId, proof);
  }

  private static String proof(Proof proof, String tenant) {
    return new ProofMint(SERVER, tenant).mint(proof, NOON.plus(Proofs.LONGEST));
  }

  private HttpResponse<String> post(String key, String json) throws Exception {
    return sender.send(
        sender
            .to("/v1/batch")
            .header("Authorization", Sender.basic(key + ":"))
            .POST(BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  private static void write(KeyRing ring) throws Exception {
    Files.writeString(file, KeysFile.written(ring));
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
