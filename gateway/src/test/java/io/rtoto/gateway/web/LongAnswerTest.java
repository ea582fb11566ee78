package io.rtoto.gateway.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LongAnswerTest {
  private static final int IDLE_MILLIS = 300;

  private final Vertx vertx = Vertx.vertx();

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    Router router = Router.router(vertx);
    router
        .get("/kept")
        .handler(
            context -> {
              LongAnswer.await(context, IDLE_MILLIS / 3);
              answerLater(context);
            });
    router.get("/forgotten").handler(this::answerLater);
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setIdleTimeout(IDLE_MILLIS)
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    Void unused = vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void mayTakeLongerThanAConnectionMayBeIdle() throws Exception {
    assertThat(answerTo("/kept")).isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void isHungUpOnWhereNobodyKeepsIt() throws Exception {
    assertThat(answerTo("/forgotten")).isNull();
  }

  private void answerLater(RoutingContext context) {
    vertx.setTimer(
        4 * IDLE_MILLIS,
        later -> {
          var unused = context.response().end("done");
        });
  }

  private @Nullable String answerTo(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      socket.setSoTimeout(10_000);
      String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    }
  }
}
