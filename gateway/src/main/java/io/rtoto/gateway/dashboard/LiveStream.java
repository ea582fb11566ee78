package io.rtoto.gateway.dashboard;

import io.rtoto.schemas.Messages;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames to the open pages, four a second at most. A frame is made once, whatever the number
 * of pages, and a page that does not read waits for nobody and lets nobody wait.
 *
 * @param <F> what a page is told at a time
 */
final class LiveStream<F> {
  private static final Buffer BEAT = Buffer.buffer(": beat\n\n");
  private static final Duration BEAT_EVERY = Duration.ofSeconds(15);
  private static final Duration CHECK_EVERY = Duration.ofSeconds(2);
  private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long QUIET_FRAME_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A page that read nothing for so many frames, half a minute, is gone. */
  private static final int MISSED_AT_MOST = 120;

  private static final int CLIENTS_AT_MOST = 500;

  private final Context loop;
  private final InstantSource clock;
  private final Messages<F> messages;
  private final Frames<F> frames;
  private final Supplier<Future<List<String>>> readiness;
  // On the event loop, of which there is one: the connections' and this context's.
  private final Set<LiveClient> clients = new LinkedHashSet<>();
  // Between the event loop and the thread that makes frames.
  private volatile boolean someoneListens;
  private volatile boolean someoneIsBehind;
  private volatile List<String> missing = List.of();
  // On the thread that makes frames.
  private long lastFrameNanos = System.nanoTime() - QUIET_FRAME_NANOS;

  LiveStream(
      Vertx vertx,
      Class<F> type,
      Frames<F> frames,
      InstantSource clock,
      Supplier<Future<List<String>>> readiness) {
    this.loop = vertx.getOrCreateContext();
    this.messages = Messages.of(type);
    this.frames = frames;
    this.clock = clock;
    this.readiness = readiness;
    vertx.setPeriodic(BEAT_EVERY.toMillis(), id -> clients.forEach(c -> c.beat(BEAT)));
    vertx.setPeriodic(CHECK_EVERY.toMillis(), id -> endForbidden());
    vertx.setPeriodic(CHECK_EVERY.toMillis(), id -> check());
  }

  /**
   * Makes a page one of those that are told.
   *
   * @param mayLook whether it still may; asked every {@link #CHECK_EVERY}
   */
  void open(HttpServerRequest request, BooleanSupplier mayLook) {
    loop.runOnContext(
        on -> {
          HttpServerResponse response = request.response();
          if (clients.size() >= CLIENTS_AT_MOST) {
            var unused = response.setStatusCode(503).putHeader("Retry-After", "10").end();
            return;
          }
          LiveClient client = new LiveClient(response, mayLook);
          response
              .setChunked(true)
              .putHeader("Content-Type", "text/event-stream")
              .putHeader("Cache-Control", "no-store")
              // Proxies collect answers before they pass them on, unless told not to.
              .putHeader("X-Accel-Buffering", "no")
              .closeHandler(closed -> forget(client));
          response.exceptionHandler(failure -> forget(client));
          clients.add(client);
          client.beat(Buffer.buffer("retry: 2000\n\n"));
          noteClients();
          check();
        });
  }

  /**
   * Makes a frame when it is time for one. For the thread that fills them: a whole state and the
   * news after it fit together because no line comes in between.
   */
  void offerFrame() {
    long nanos = System.nanoTime();
    long passed = nanos - lastFrameNanos;
    boolean due = passed >= FRAME_NANOS && (frames.hasNews() || someoneIsBehind);
    if (!due && passed < QUIET_FRAME_NANOS) {
      return;
    }
    lastFrameNanos = nanos;
    Instant now = clock.instant();
    List<String> nowMissing = missing;
    F news = frames.news(now, nowMissing);
    if (!someoneListens) {
      return;
    }
    Buffer newsEvent = event(news);
    Buffer wholeEvent = someoneIsBehind ? event(frames.whole(now, nowMissing)) : null;
    loop.runOnContext(on -> broadcast(newsEvent, wholeEvent));
  }

  /** Ends all streams. */
  Future<Void> close() {
    return Future.future(
        closed ->
            loop.runOnContext(
                on -> {
                  List.copyOf(clients).forEach(LiveClient::end);
                  closed.complete();
                }));
  }

  private void broadcast(Buffer news, @Nullable Buffer whole) {
    for (LiveClient client : List.copyOf(clients)) {
      client.send(news);
      if (whole != null) {
        client.catchUp(whole);
      }
      if (client.missedInARow() > MISSED_AT_MOST) {
        forget(client);
        client.hangUp();
      }
    }
    noteClients();
  }

  private void endForbidden() {
    for (LiveClient client : List.copyOf(clients)) {
      if (!client.mayLook()) {
        forget(client);
        client.end();
      }
    }
  }

  private void check() {
    if (!clients.isEmpty()) {
      readiness
          .get()
          .onSuccess(now -> missing = now)
          .onFailure(failure -> missing = List.of(failure.toString()));
    }
  }

  private void forget(LiveClient client) {
    clients.remove(client);
    noteClients();
  }

  private void noteClients() {
    someoneListens = !clients.isEmpty();
    someoneIsBehind = clients.stream().anyMatch(LiveClient::isBehind);
  }

  private Buffer event(F frame) {
    return Buffer.buffer()
        .appendString("event: frame\ndata: ")
        .appendBytes(messages.write(frame))
        .appendString("\n\n");
  }
}
