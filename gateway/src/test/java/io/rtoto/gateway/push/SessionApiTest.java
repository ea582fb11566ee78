package io.rtoto.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.naming.Pseudonyms;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose pages open sessions, and whose these are: by key, origin and proof (S2, S9, S12). */
final class SessionApiTest {
  private static final String SHOP = "https://shop.example";
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Pseudonyms pseudonyms = new Pseudonyms("secret");
  private final String anna =
      pseudonyms.customerId(pseudonyms.identifier(IdentifierType.USER_ID, "anna"));
  private final Identifier browser = pseudonyms.identifier(IdentifierType.ANONYMOUS_ID, "b1");
  private final Sessions sessions = new Sessions(100);
  private Instant now = NOON;
  private final InstantSource clock = () -> now;
  private final Hub hub = new Hub(clock, new Customers(pseudonyms), new Offers(100), sessions);
  private HttpServer server;

  /** One key, for the shop's pages; a proof says for whom and for which browser it is. */
  private static final class OneShop implements SessionAccess {
    @Override
    public String tenantOf(String writeKey, @Nullable String origin) {
      if (!writeKey.equals("web") || !SHOP.equals(origin)) {
        throw new NotAdmitted(403, "The write key is not for pages of this origin.");
      }
      return "the shop";
    }

    @Override
    public boolean admits(String origin) {
      return origin.equals(SHOP);
    }

    @Override
    public Optional<String> userOf(String tenant, String proof, String anonymousId) {
      return proof.endsWith(" at " + anonymousId) && tenant.equals("the shop")
          ? Optional.of(proof.split(" ", 2)[0])
          : Optional.empty();
    }
  }

  @BeforeEach
  void open() throws Exception {
    Router router = Router.router(vertx);
    new SessionApi(
            new OneShop(),
            request -> Optional.ofNullable(request.getHeader("X-Address")),
            pseudonyms,
            new SessionTokens(SessionKeys.open(null, NOON)),
            sessions,
            hub,
            new Traffic(new SimpleMeterRegistry()),
            clock,
            1)
        .mount(router);
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    onTheLoop(hub::caughtUp);
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void isOfTheUserWhomAProofNamesThoughTheBrowserIsNotKnownToBeTheirs() throws Exception {
    decides("for-anna", anna, 1);
    decides("for-browser", pseudonyms.customerId(browser), 2);

    assertThat(firstOffer(session("{\"anonymousId\":\"b1\",\"proof\":\"anna at b1\"}")))
        .contains("for-anna");
    assertThat(firstOffer(session("{\"anonymousId\":\"b1\"}"))).contains("for-browser");
    assertThat(firstOffer(session("{\"anonymousId\":\"b1\",\"userId\":\"anna\"}")))
        .as("a user id without proof says nothing")
        .contains("for-browser");
  }

  @Test
  void isRefusedWithAProofForAnotherBrowser() throws Exception {
    HttpResponse<String> answer = post("{\"anonymousId\":\"b2\",\"proof\":\"anna at b1\"}", SHOP);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("The proof proves nothing");
  }

  @Test
  void isTheUsersStillWhenTheBrowserTurnsOutToBeSomebodyElses() throws Exception {
    decides("for-anna", anna, 1);
    onTheLoop(() -> hub.identified(new Identity(browser, "bert", true, List.of(), List.of())));

    assertThat(firstOffer(session("{\"anonymousId\":\"b1\",\"proof\":\"anna at b1\"}")))
        .contains("for-anna");
  }

  @Test
  void isRefusedToPagesOfOtherOriginsWhichCannotReadWhy() throws Exception {
    for (String origin : List.of("https://evil.example", "null", "http://shop.example")) {
      HttpResponse<String> answer = post("{\"anonymousId\":\"b1\"}", origin);
      assertThat(answer.statusCode()).as(origin).isEqualTo(403);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(preflight(origin).statusCode()).isEqualTo(403);
    }
    HttpResponse<String> allowed = preflight(SHOP);
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("authorization", "content-type");
  }

  @Test
  void isNotOpenedForAnAddressThatOpensTooManyUntilItsTimeHasCome() throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThat(openFrom("10.0.0.1", SHOP, i % 2 == 0 ? "web" : "guess").statusCode())
          .isNotEqualTo(429);
    }

    HttpResponse<String> refused = openFrom("10.0.0.1", SHOP, "web");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body()).contains("Too many sessions are opened from this address.");
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
    assertThat(openFrom("10.0.0.1", "https://evil.example", "web").headers().map())
        .doesNotContainKey("access-control-allow-origin");
    assertThat(openFrom("10.0.0.2", SHOP, "web").statusCode()).as("another").isEqualTo(200);
    assertThat(post("{\"anonymousId\":\"b1\"}", SHOP).statusCode())
        .as("this machine's own")
        .isEqualTo(200);

    now = NOON.plusSeconds(1);
    assertThat(openFrom("10.0.0.1", SHOP, "web").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> openFrom(String address, String origin, String key)
      throws Exception {
    return client.send(
        to("/v1/session?writeKey=" + key, origin)
            .header("X-Address", address)
            .POST(BodyPublishers.ofString("{\"anonymousId\":\"b1\"}"))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> preflight(String origin) throws Exception {
    return client.send(
        to("/v1/session", origin).method("OPTIONS", BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body, String origin) throws Exception {
    return client.send(
        to("/v1/session?writeKey=web", origin).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private String session(String body) throws Exception {
    return post(body, SHOP).body().replaceAll(".*\"ticket\":\"([^\"]+)\".*", "$1");
  }

  private String firstOffer(String ticket) throws Exception {
    InputStream stream =
        client
            .send(to("/v1/offers?ticket=" + ticket, SHOP).build(), BodyHandlers.ofInputStream())
            .body();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: ")) {
          return line;
        }
      }
    }
    throw new IOException("The stream ended before it told anything.");
  }

  private HttpRequest.Builder to(String path, String origin) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
        .header("Origin", origin);
  }

  private void decides(String name, String customer, long offset) {
    Decision decision =
        new Decision(
            name,
            DecisionKind.OFFER,
            customer,
            "CartAbandoned",
            "e1",
            "offer",
            "r",
            "v",
            null,
            NOON,
            NOON.plusSeconds(60),
            name,
            null,
            null,
            List.of(),
            Map.of(),
            List.of(),
            Purpose.MARKETING,
            Channel.WEB,
            null,
            null,
            null,
            null);
    onTheLoop(() -> hub.decided(decision, 0, offset, NOON));
  }

  private void onTheLoop(Runnable what) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    vertx
        .getOrCreateContext()
        .runOnContext(
            on -> {
              what.run();
              done.complete(null);
            });
    done.join();
  }
}
