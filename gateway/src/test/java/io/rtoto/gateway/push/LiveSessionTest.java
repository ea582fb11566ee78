package io.rtoto.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.decisions.DecisionKind;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A page that does not read: what is sent to it, and that it is hung up on. */
@SuppressWarnings("NullAway.Init") // each test opens its page
final class LiveSessionTest {
  private static final Instant LATE = Instant.parse("2100-01-01T00:00:00Z");

  /** More than the buffers between the two hold. */
  private static final String LONG = "x".repeat(32 << 20);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
  private final AtomicInteger readsAgain = new AtomicInteger();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private LiveSession session;
  private Socket page;

  /** Opens the page at a server that is so patient with one that does not read. */
  private void open(int idleSeconds) throws IOException {
    CompletableFuture<LiveSession> opened = new CompletableFuture<>();
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setIdleTimeout(idleSeconds))
            .requestHandler(
                request -> {
                  request.response().setChunked(true).closeHandler(end -> closed.complete(null));
                  opened.complete(
                      new LiveSession(
                          new Visitor(
                              "default",
                              "s",
                              new Identifier(IdentifierType.ANONYMOUS_ID, "b"),
                              null,
                              ""),
                          "",
                          request.response(),
                          InstantSource.system(),
                          again -> readsAgain.incrementAndGet(),
                          new Traffic(figures),
                          "anna",
                          Position.START,
                          LATE));
                })
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    page = new Socket();
    page.setReceiveBufferSize(1024);
    page.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
    page.getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    session = opened.join();
  }

  @AfterEach
  void stop() throws IOException {
    page.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void getsNothingMoreNotEvenBeatsSoThatItIsHungUpOn() throws IOException {
    open(2);
    onTheLoop(
        () -> {
          session.send(offer("long", LONG, 1));
          session.send(offer("next", "short", 2));
        });
    assertThat(session.position()).isEqualTo(Position.START.after(offer("long", LONG, 1)));

    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              onTheLoop(session::beat);
              return closed.isDone();
            });
    assertThat(readsAgain).hasValue(0);
  }

  @Test
  void isToldOfOnceItReadsAgain() throws IOException {
    open(60);
    onTheLoop(
        () -> {
          session.send(offer("long", LONG, 1));
          session.send(offer("next", "short", 2));
        });
    page.getInputStream().readNBytes(LONG.length());

    await().atMost(20, TimeUnit.SECONDS).until(() -> readsAgain.get() == 1);
    onTheLoop(() -> session.send(offer("next", "short", 2)));
    assertThat(session.position().offset()).isEqualTo(2);
    assertThat(figures.counter("rtoto.push.streams.fell.behind").count()).isEqualTo(1);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> figures.counter("rtoto.push.messages.sent", "kind", "offer").count() == 2);
  }

  private void onTheLoop(Runnable what) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    vertx
        .getOrCreateContext()
        .runOnContext(
            on -> {
              try {
                what.run();
                done.complete(null);
              } catch (RuntimeException e) {
                done.completeExceptionally(new CompletionException(e));
              }
            });
    done.join();
  }

  private static Offer offer(String decision, String text, long offset) {
    return new Offer(
        new OfferMessage(
            decision, DecisionKind.OFFER, "gift", "offer", LATE, null, text, List.of()),
        "anna",
        false,
        LATE,
        0,
        offset);
  }
}
