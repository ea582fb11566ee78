package io.rtoto.gateway.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.gateway.web.StaticFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the gateway's part of a session, as far as a browser sees it: tickets that are used up,
 * streams, and what becomes of offers. It can go away and come back, and it keeps sending what it
 * has: that is for the client to see through.
 */
public final class StandIn implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** What the gateway tells browsers, too. */
  private static final String POLICY =
      "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'";

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> tickets = new ConcurrentHashMap<>();
  private final Map<HttpServerResponse, String> streams = new ConcurrentHashMap<>();
  private final Map<String, List<String>> offers = new ConcurrentHashMap<>();
  private final List<JsonNode> calls = new CopyOnWriteArrayList<>();
  private final List<String> sessions = new CopyOnWriteArrayList<>();
  private final List<String> ended = new CopyOnWriteArrayList<>();
  private final BiConsumer<Vertx, Router> more;
  private HttpServer server;
  private final int port;

  StandIn() {
    this((vertx, router) -> {});
  }

  /**
   * Starts.
   *
   * @param more adds what else is to be there
   */
  public StandIn(BiConsumer<Vertx, Router> more) {
    this.more = more;
    server = listen(0);
    port = server.actualPort();
  }

  /** The address of a page. */
  public String at(String path) {
    return "http://localhost:" + port + path;
  }

  String page(String anonymousId) {
    return at("/page?anonymousId=" + anonymousId);
  }

  String pageOfModule(String anonymousId) {
    return at("/module?anonymousId=" + anonymousId);
  }

  /** Sends an offer to all streams of that visitor, and to those that they open later. */
  public void push(String anonymousId, Map<String, Object> offer) {
    String data = json(offer);
    List<String> all = offers.computeIfAbsent(anonymousId, id -> new CopyOnWriteArrayList<>());
    all.add(data);
    streams.forEach(
        (stream, whose) -> {
          if (whose.equals(anonymousId)) {
            write(stream, all.size(), data);
          }
        });
  }

  /** Tells all streams of that visitor that they saw an offer elsewhere. */
  void withdraw(String anonymousId, String decisionId) {
    streams.forEach(
        (stream, whose) -> {
          if (whose.equals(anonymousId)) {
            stream.write(
                "event: withdrawn\ndata: "
                    + json(Map.of("decisionId", decisionId, "withdrawn", true))
                    + "\n\n");
          }
        });
  }

  /** Tells all streams of that visitor that they end. */
  void end(String anonymousId, String reason) {
    streams.forEach(
        (stream, whose) -> {
          if (whose.equals(anonymousId)) {
            streams.remove(stream);
            stream.write("event: close\ndata: {\"reason\":\"" + reason + "\"}\n\n");
            stream.end();
          }
        });
  }

  /** How many streams that visitor has. */
  public long streams(String anonymousId) {
    return streams.values().stream().filter(anonymousId::equals).count();
  }

  /** How many sessions that visitor has begun. */
  long sessions(String anonymousId) {
    return sessions.stream().filter(anonymousId::equals).count();
  }

  /** Who has ended a session, by its token, in the order of their coming. */
  public List<String> ended() {
    return ended;
  }

  /** What was told of that offer, such as {@code Offer Shown}, in the order of its coming. */
  public List<String> outcomes(String decisionId) {
    return calls.stream()
        .filter(call -> call.at("/properties/decisionId").asText().equals(decisionId))
        // The same id again is a repeat, which counts once.
        .collect(
            Collectors.toMap(
                call -> call.path("messageId").asText(),
                call -> call.path("event").asText(),
                (event, repeated) -> event,
                LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  /** All calls, in the order of their coming. */
  public List<JsonNode> calls() {
    return calls;
  }

  void goAway() {
    settle(server.close());
    streams.clear();
  }

  void comeBack() {
    server = listen(port);
  }

  @Override
  public void close() {
    settle(vertx.close());
  }

  private HttpServer listen(int wanted) {
    Router router = Router.router(vertx);
    router.route().handler(this::protect);
    ClientScript.mount(router);
    for (String kind : List.of("page", "module")) {
      router.get("/" + kind).handler(c -> html(c, kind + ".js"));
      router.get("/" + kind + ".js").handler(c -> file(c.response(), kind + ".js"));
    }
    router.post("/v1/session").handler(BodyHandler.create(false)).handler(this::begin);
    router.post("/v1/session/end").handler(this::endSession);
    router.get("/v1/offers").handler(c -> open(c.request()));
    router.post("/v1/batch").handler(BodyHandler.create(false)).handler(this::take);
    router.post("/v1/:call").handler(BodyHandler.create(false)).handler(this::take);
    router.get("/v1/projects/:writeKey/settings").handler(this::tellSdk);
    more.accept(vertx, router);
    HttpServer made = vertx.createHttpServer().requestHandler(router);
    settle(made.listen(wanted, "127.0.0.1"));
    return made;
  }

  private void protect(RoutingContext context) {
    context.response().putHeader("Content-Security-Policy", POLICY);
    context.next();
  }

  private void begin(RoutingContext context) {
    String anonymousId = read(context.body().asString()).path("anonymousId").asText();
    sessions.add(anonymousId);
    String ticket = "ticket-" + sessions.size();
    tickets.put(ticket, anonymousId);
    context
        .response()
        .end(json(Map.of("token", "of " + anonymousId, "expiresIn", 900, "ticket", ticket)));
  }

  private void endSession(RoutingContext context) {
    String whose =
        String.valueOf(context.request().getHeader("Authorization"))
            .replaceFirst("^Bearer of ", "");
    ended.add(whose);
    end(whose, "signed_out");
    context.response().setStatusCode(204).end();
  }

  private void open(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    String whose = tickets.remove(request.getParam("ticket", ""));
    if (whose == null) {
      response.setStatusCode(401).end();
      return;
    }
    response.setChunked(true).putHeader("Content-Type", "text/event-stream").write(": welcome\n\n");
    response.closeHandler(closed -> streams.remove(response));
    streams.put(response, whose);
    List<String> known = new ArrayList<>(offers.getOrDefault(whose, List.of()));
    for (int n = 0; n < known.size(); n++) {
      write(response, n + 1, known.get(n));
    }
  }

  private void take(RoutingContext context) {
    JsonNode body = read(context.body().asString());
    if (body.has("batch")) {
      body.path("batch").forEach(calls::add);
    } else {
      calls.add(body);
    }
    context.response().end("{\"success\":true}");
  }

  /** What Segment's SDK asks before it sends. */
  private void tellSdk(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .end(
            json(
                Map.of(
                    "integrations",
                    Map.of("Segment.io", Map.of("apiKey", context.pathParam("writeKey"))))));
  }

  private static void write(HttpServerResponse stream, int id, String data) {
    stream.write("id: " + id + "\nevent: offer\ndata: " + data + "\n\n");
  }

  private static void html(RoutingContext context, String script) {
    boolean module = script.startsWith("module");
    context
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .end(
            "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>"
                + "<title>A shop</title><body><h1>A shop</h1><button>Buy</button>"
                + "<div id=strip></div>"
                + (module
                    ? "<script type=module src=/module.js></script>"
                    : "<script src=/rtoto.js></script><script src=/page.js></script>"));
  }

  private static void file(HttpServerResponse response, String name) {
    response
        .putHeader("Content-Type", StaticFiles.typeOf(name))
        .end(StaticFiles.required("test/" + name));
  }

  private static JsonNode read(@Nullable String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void settle(Future<?> step) {
    try {
      step.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The stand-in did not start or stop within 10 s.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the stand-in started or stopped.", e);
    }
  }
}
