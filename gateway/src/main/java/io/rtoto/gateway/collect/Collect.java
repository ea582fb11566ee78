package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.Topic;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API that Segment's, RudderStack's and Jitsu's SDKs speak. Success means stored; what
 * cannot be stored is refused, and everything else is taken, whatever it says: the job applies it
 * or sets it aside with a reason.
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
  private final int maxInFlight;
  private final Duration bodyWithin;
  private final InstantSource clock;
  // Only on the event loop, of which there is one.
  private int inFlight;
  // Whether the latest events were stored: an outage is told once, not at each request.
  private boolean storing = true;

  /**
   * Collects into that log.
   *
   * @param writeKeys the keys that may write
   * @param maxInFlight requests that may wait for the broker at a time; further ones are sent away
   * @param clock the time that requests arrive
   */
  public Collect(
      Vertx vertx,
      EventLog eventLog,
      Collection<String> writeKeys,
      int maxInFlight,
      InstantSource clock) {
    this(vertx, eventLog, writeKeys, maxInFlight, BODY_WITHIN, clock);
  }

  /**
   * Collects into that log.
   *
   * @param bodyWithin how long a sender may take for a body
   */
  Collect(
      Vertx vertx,
      EventLog eventLog,
      Collection<String> writeKeys,
      int maxInFlight,
      Duration bodyWithin,
      InstantSource clock) {
    this.vertx = vertx;
    // A producer may block while the broker is away, and an event loop must not.
    this.workers = vertx.createSharedWorkerExecutor("rtoto-collect", 4);
    this.eventLog = eventLog;
    this.writeKeys = new WriteKeys(writeKeys);
    this.maxInFlight = maxInFlight;
    this.bodyWithin = bodyWithin;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    TYPES.forEach(
        (name, type) -> {
          mount(router, "/v1/" + name, type);
          if (name.equals(type)) {
            mount(router, "/api/s/" + name, type);
          }
        });
    BATCHES.forEach(path -> mount(router, path, null));
  }

  /**
   * Adds one route.
   *
   * @param type of the call; null for a batch
   */
  private void mount(Router router, String path, @Nullable String type) {
    for (String spelling : List.of(path, path + "/")) {
      router.route(HttpMethod.POST, spelling).handler(c -> collect(c.request(), type));
      router
          .route(HttpMethod.OPTIONS, spelling)
          .handler(c -> Cors.preflight(c.request(), c.response()));
    }
  }

  private void collect(HttpServerRequest request, @Nullable String type) {
    HttpServerResponse response = request.response();
    Cors.allow(request, response);
    Instant receivedAt = Instant.ofEpochMilli(clock.millis());
    int maxBytes = type == null ? Limits.BATCH_BYTES : Limits.EVENT_BYTES;
    Context loop = vertx.getOrCreateContext();
    BodyIntake.read(vertx, request, maxBytes, bodyWithin)
        .compose(
            wire -> {
              if (inFlight >= maxInFlight) {
                return Future.failedFuture(
                    new Refused(503, "Too many requests wait for the broker. Send it again."));
              }
              inFlight++;
              return workers
                  .executeBlocking(
                      () -> append(messages(request, wire, maxBytes, type, receivedAt)), false)
                  .compose(appended -> stored(loop, appended))
                  .onComplete(done -> inFlight--);
            })
        .onSuccess(
            events -> {
              storing = true;
              answer(request, 200, accepted(events));
            })
        .onFailure(failure -> answerFailure(request, failure));
  }

  private List<Message> messages(
      HttpServerRequest request,
      byte[] wire,
      int maxBytes,
      @Nullable String type,
      Instant receivedAt) {
    JsonNode body = WireBody.read(wire, maxBytes);
    writeKeys.check(request, body);
    Calls calls = type == null ? Calls.ofBatch(body) : Calls.single(body);
    Completion completion = new Completion(receivedAt, type);
    List<Message> messages = new ArrayList<>(calls.calls().size());
    long bytes = 0;
    for (JsonNode call : calls.calls()) {
      JsonNode complete = completion.of(call, calls.sentAt());
      byte[] value = WireBody.write(complete);
      bytes += value.length;
      if (bytes > Limits.MERGED_BYTES) {
        throw new Refused(
            413,
            "The batch becomes too large once its context is repeated in each event. Maybe send"
                + " it as several batches.");
      }
      messages.add(new Message(topicOf(complete), SegmentRouting.keyOf(complete), value));
    }
    return messages;
  }

  /** What the back end says it writes itself: a browser's key is known to everybody. */
  private static Topic topicOf(JsonNode call) {
    Topic topic = SegmentRouting.topicOf(call);
    if (topic == Topic.BACKEND) {
      throw new Refused(
          400,
          "%s is for the back end to say. Maybe write it to topic backend."
              .formatted(call.path("event").asText()));
    }
    return topic;
  }

  private Appended append(List<Message> messages) {
    return new Appended(messages.size(), eventLog.append(messages));
  }

  private static Future<Integer> stored(Context loop, Appended appended) {
    Promise<Integer> stored = Promise.promise();
    var unused =
        appended.done.whenComplete(
            (done, failure) ->
                // The producer's thread has other things to do than to answer.
                loop.runOnContext(
                    back -> {
                      if (failure == null) {
                        stored.complete(appended.events);
                      } else {
                        stored.fail(failure);
                      }
                    }));
    return stored.future();
  }

  private record Appended(int events, CompletableFuture<Void> done) {}

  private static ObjectNode accepted(int events) {
    return JsonNodeFactory.instance.objectNode().put("success", true).put("events", events);
  }

  /** The one place that turns a failure into an answer. */
  private void answerFailure(HttpServerRequest request, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof Refused refused) {
      answer(request, refused.status(), refusal(refused.sentence()));
    } else if (cause instanceof KafkaException) {
      if (storing) {
        LOG.warn(
            "Events are not stored: {} Their senders are told to send them again.",
            cause.toString());
      }
      storing = false;
      answer(
          request,
          503,
          refusal("The events may not be stored: the broker did not answer. Send them again."));
    } else if (cause instanceof HttpClosedException) {
      LOG.debug("A sender hung up before its body ended.");
    } else {
      LOG.error("A request failed for a reason that is ours.", cause);
      answer(request, 500, refusal("The gateway failed. Send it again."));
    }
  }

  private static ObjectNode refusal(String sentence) {
    return JsonNodeFactory.instance.objectNode().put("success", false).put("message", sentence);
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
