package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rtoto.gateway.collect.Taken.Judged;
import io.rtoto.gateway.keys.Keys;
import io.rtoto.gateway.keys.Proofs;
import io.rtoto.gateway.keys.WriteKey;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.Topic;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API that Segment's, RudderStack's and Jitsu's SDKs speak. Success means stored; what
 * cannot be stored is refused, and everything else is taken, whatever it says: the job applies it
 * or sets it aside with a reason. What it is sure to set aside is told in the answer.
 */
public final class Collect {
  private static final Logger LOG = LoggerFactory.getLogger(Collect.class);

  /** The calls by the names and the short names that paths have for them. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("track", "track"),
          Map.entry("t", "track"),
          Map.entry("identify", "identify"),
          Map.entry("i", "identify"),
          Map.entry("page", "page"),
          Map.entry("p", "page"),
          Map.entry("screen", "screen"),
          Map.entry("s", "screen"),
          Map.entry("group", "group"),
          Map.entry("g", "group"),
          Map.entry("alias", "alias"),
          Map.entry("a", "alias"));

  private static final List<String> BATCHES =
      List.of("/v1/batch", "/v1/import", "/v1/b", "/beacon/v1/batch");

  private static final Duration BODY_WITHIN = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final EventLog eventLog;
  private final WriteKeys writeKeys;
  private final Cors cors;
  private final Admission admission;
  private final Throttle throttle;
  private final Addresses addresses;
  private final int maxInFlight;
  private final Duration bodyWithin;
  private final InstantSource clock;
  private final ArrivalCount arrivals;
  private final Debugger debugger = new Debugger();
  // Only on the event loop, of which there is one.
  private int inFlight;
  private final Outage outage = new Outage();

  /**
   * Collects into that log.
   *
   * @param keys who may write
   * @param limits how much each may send
   * @param maxInFlight requests that may wait for the broker at a time; further ones are sent away
   * @param clock the time that requests arrive
   * @param figures where to count what arrives
   */
  public Collect(
      Vertx vertx,
      EventLog eventLog,
      Keys keys,
      RateLimits limits,
      int maxInFlight,
      InstantSource clock,
      MeterRegistry figures) {
    this(vertx, eventLog, keys, limits, maxInFlight, BODY_WITHIN, clock, figures);
  }

  /**
   * Collects into that log.
   *
   * @param bodyWithin how long a sender may take for a body
   */
  Collect(
      Vertx vertx,
      EventLog eventLog,
      Keys keys,
      RateLimits limits,
      int maxInFlight,
      Duration bodyWithin,
      InstantSource clock,
      MeterRegistry figures) {
    this.vertx = vertx;
    // A producer may block while the broker is away, and an event loop must not.
    this.workers = vertx.createSharedWorkerExecutor("rtoto-collect", 4);
    this.eventLog = eventLog;
    this.writeKeys = new WriteKeys(keys);
    this.cors = new Cors(keys);
    this.throttle = new Throttle(limits, clock);
    this.addresses = new Addresses(limits.trustedProxies());
    this.admission = new Admission(keys, new Proofs(keys, clock));
    this.maxInFlight = maxInFlight;
    this.bodyWithin = bodyWithin;
    this.clock = clock;
    this.arrivals = new ArrivalCount(figures);
    // The first call of a visitor need not wait for it. A gateway that is closed meanwhile leaves
    // no
    // event loop to tell of it, hence no worker of Vert.x.
    Thread loading = new Thread(Bots::load, "rtoto-bots");
    loading.setDaemon(true);
    loading.setUncaughtExceptionHandler(
        (thread, failure) -> LOG.error("Programs among visitors cannot be told.", failure));
    loading.start();
    Gauge.builder("rtoto.collect.in.flight", this, collect -> collect.inFlight)
        .description("Requests that wait for the broker")
        .register(figures);
    Gauge.builder("rtoto.collect.in.flight.max", () -> maxInFlight)
        .description("Requests that may wait for the broker")
        .register(figures);
  }

  /**
   * Adds the routes.
   *
   * @param watchers lets on to the debugger whoever may see it
   */
  public void mount(Router router, Handler<RoutingContext> watchers) {
    TYPES.forEach(
        (name, type) -> {
          mount(router, "/v1/" + name, request -> collect(request, type));
          if (name.equals(type)) {
            mount(router, "/api/s/" + name, request -> collect(request, type));
          }
        });
    BATCHES.forEach(path -> mount(router, path, request -> collect(request, null)));
    mount(router, "/v1/m", this::discard);
    new SourceSettings(writeKeys, cors).mount(router);
    new DebuggerPage(debugger, writeKeys).mount(router, watchers);
  }

  /** Adds what operators may see. */
  public void mountForOperators(Router router) {
    new DebuggerPage(debugger, writeKeys).mountForOperators(router);
  }

  /** Takes note of what the job says of calls. */
  public Debugger debugger() {
    return debugger;
  }

  /** Adds one route. */
  private void mount(Router router, String path, Consumer<HttpServerRequest> take) {
    for (String spelling : List.of(path, path + "/")) {
      router.route(HttpMethod.POST, spelling).handler(c -> take.accept(c.request()));
      router
          .route(HttpMethod.OPTIONS, spelling)
          .handler(c -> cors.preflight(c.request(), c.response(), HttpMethod.POST));
    }
  }

  /** What an SDK measures of itself is of no use here, and makes it try again when refused. */
  private void discard(HttpServerRequest request) {
    cors.allow(request, request.response());
    BodyIntake.read(vertx, request, Limits.EVENT_BYTES, bodyWithin)
        .onSuccess(
            wire ->
                answer(
                    request,
                    200,
                    JsonNodeFactory.instance.objectNode().put("success", true).put("events", 0)))
        .onFailure(failure -> answerFailure(request, failure));
  }

  /**
   * Takes a request.
   *
   * @param type of its call; null when it is a batch
   */
  private void collect(HttpServerRequest request, @Nullable String type) {
    HttpServerResponse response = request.response();
    cors.allow(request, response);
    Instant receivedAt = Instant.ofEpochMilli(clock.millis());
    int maxBytes = type == null ? Limits.BATCH_BYTES : Limits.EVENT_BYTES;
    Context loop = vertx.getOrCreateContext();
    BodyIntake.read(vertx, request, maxBytes, bodyWithin)
        .compose(
            wire -> {
              String address = addresses.of(request).orElse("");
              countAddress(request, address);
              if (inFlight >= maxInFlight) {
                return Future.failedFuture(
                    new Refused(503, "Too many requests wait for the broker. Send it again."));
              }
              Optional<Outage.Leave> leave = outage.leave();
              if (leave.isEmpty()) {
                return Future.failedFuture(away());
              }
              inFlight++;
              return workers
                  .executeBlocking(
                      () -> {
                        if (!outage.holds(leave.get())) {
                          throw away();
                        }
                        return append(take(request, wire, maxBytes, type, receivedAt, address));
                      },
                      false)
                  .compose(appended -> stored(loop, appended))
                  .onComplete(
                      done -> {
                        inFlight--;
                        outage.end(leave.get());
                      });
            })
        .onSuccess(
            taken -> {
              if (!taken.calls().isEmpty()) {
                outage.over();
              }
              arrivals.count(taken);
              debugger.taken(taken, receivedAt);
              answer(request, 200, accepted(taken));
            })
        .onFailure(
            failure -> {
              if (failure instanceof Refused refused) {
                writeKeys
                    .knownIn(request)
                    .ifPresent(key -> debugger.refused(key, receivedAt, refused));
              }
              answerFailure(request, failure);
            });
  }

  /** Before anything is parsed. A server that tells its key at once is one address for many. */
  private void countAddress(HttpServerRequest request, String address) {
    if (!address.isEmpty() && !writeKeys.isServer(request)) {
      throttle.countAddress(address);
    }
  }

  private static Refused away() {
    return new Refused(503, "The events are not stored: the broker is away. Send them again.");
  }

  private Taken take(
      HttpServerRequest request,
      byte[] wire,
      int maxBytes,
      @Nullable String type,
      Instant receivedAt,
      String address) {
    JsonNode body = WireBody.read(wire, maxBytes);
    WriteKey key = writeKeys.check(request, body);
    Calls calls = type == null ? Calls.ofBatch(body) : Calls.single(body);
    throttle.count(key);
    Completion completion = new Completion(receivedAt, type);
    // Who sends without an origin is no page: a shop's server, of whatever name.
    Bots bots =
        new Bots(
            request.getHeader(HttpHeaders.ORIGIN) == null
                ? null
                : request.getHeader(HttpHeaders.USER_AGENT));
    List<Judged> judged = new ArrayList<>(calls.calls().size());
    long bytes = 0;
    for (JsonNode call : calls.calls()) {
      JsonNode complete = bots.marked(completion.of(call, calls.sentAt()));
      Optional<String> objection = admission.admit(key, complete);
      byte[] value = WireBody.write(complete);
      bytes += value.length;
      if (bytes > Limits.MERGED_BYTES) {
        throw new Refused(
            413,
            "The batch becomes too large once its context is repeated in each event. Maybe send"
                + " it as several batches.");
      }
      judged.add(judge(complete, value, objection));
    }
    throttle.count(key, judged.stream().map(Judged::call).toList(), address);
    return new Taken(key.id(), judged);
  }

  private static Judged judge(JsonNode call, byte[] value, Optional<String> objection) {
    Topic topic = SegmentRouting.topicOf(call);
    return new Judged(
        call,
        new Message(topic, SegmentRouting.keyOf(call), value),
        Foresight.objectionTo(call, topic, value).or(() -> objection).orElse(null));
  }

  private Appended append(Taken taken) {
    return new Appended(taken, eventLog.append(taken.messages()));
  }

  private static Future<Taken> stored(Context loop, Appended appended) {
    Promise<Taken> stored = Promise.promise();
    var unused =
        appended.done.whenComplete(
            (done, failure) ->
                // The producer's thread has other things to do than to answer.
                loop.runOnContext(
                    back -> {
                      if (failure == null) {
                        stored.complete(appended.taken);
                      } else {
                        stored.fail(failure);
                      }
                    }));
    return stored.future();
  }

  private record Appended(Taken taken, CompletableFuture<Void> done) {}

  private static ObjectNode accepted(Taken taken) {
    ObjectNode answer =
        JsonNodeFactory.instance
            .objectNode()
            .put("success", true)
            .put("events", taken.messages().size());
    List<Rejected> rejected = taken.rejected();
    if (!rejected.isEmpty()) {
      ArrayNode list = answer.putArray("rejected");
      rejected.forEach(one -> list.add(one.json()));
    }
    return answer;
  }

  /** The one place that turns a failure into an answer. */
  private void answerFailure(HttpServerRequest request, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof Refused refused) {
      if (refused.status() == Refused.OF_ORIGIN) {
        Cors.withdraw(request.response());
      }
      if (refused.waitSeconds() > 0) {
        request.response().putHeader("Retry-After", Long.toString(refused.waitSeconds()));
      }
      answer(request, refused.status(), Refused.body(refused.sentence()));
    } else if (cause instanceof KafkaException) {
      // What the broker refuses for what it is says nothing of other events.
      if (!(cause instanceof ApiException) || cause instanceof RetriableException) {
        tellOfOutage(cause);
      } else {
        LOG.warn("The broker refused events: {}", cause.toString());
      }
      answer(
          request,
          503,
          Refused.body(
              "The events may not be stored: the broker did not answer. Send them again."));
    } else if (cause instanceof HttpClosedException) {
      LOG.debug("A sender hung up before its body ended.");
    } else {
      LOG.error("A request failed for a reason that is ours.", cause);
      answer(request, 500, Refused.body("The gateway failed. Send it again."));
    }
  }

  /** Once, and not at each request. */
  private void tellOfOutage(Throwable why) {
    if (outage.begins()) {
      LOG.warn(
          "Events are not stored: {} Their senders are told to send them again.", why.toString());
    }
  }

  private static void answer(HttpServerRequest request, int status, ObjectNode body) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (status == 503) {
      response.putHeader("Retry-After", "1");
    }
    boolean hangUp = !request.isEnded();
    if (hangUp) {
      response.putHeader("Connection", "close");
    }
    Future<Void> answered =
        response
            .setStatusCode(status)
            .putHeader("Content-Type", "application/json")
            .end(body.toString());
    if (hangUp) {
      // The rest of the body would be taken for the next request, and may never end. The header
      // alone closes nothing here.
      answered.onComplete(done -> request.connection().close());
    }
  }
}
