package io.rtoto.gateway.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SmallBodyTest {
  private static final long WITHIN_MILLIS = 300;

  private final Vertx vertx = Vertx.vertx();

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    Router router = Router.router(vertx);
    SmallBody.on(router.post("/"), "a test's", WITHIN_MILLIS)
        .handler(
            context ->
                vertx.setTimer(
                    2 * WITHIN_MILLIS,
                    later -> {
                      var unused = context.response().end("done");
                    }));
    server =
        vertx
            .createHttpServer()
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
  void mayTakeLongToAnswerOnceItIsThere() throws Exception {
    assertThat(answerTo("{}")).isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void isWaitedForNoLonger() throws Exception {
    assertThat(answerTo("{")).isEqualTo("HTTP/1.1 408 Request Timeout");
  }

  /** Two bytes are announced. */
  private String answerTo(String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      socket.setSoTimeout(10_000);
      String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    }
  }
}
