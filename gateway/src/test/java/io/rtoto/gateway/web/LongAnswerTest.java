package io.rtoto.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LongAnswerTest {
  private static final int IDLE_MILLIS = 300;

  @SuppressWarnings("NullAway.Init") // set before each test
  private BareServer server;

  @BeforeEach
  void listen() throws Exception {
    server =
        new BareServer(
            new HttpServerOptions()
                .setIdleTimeout(IDLE_MILLIS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
    server
        .router()
        .get("/kept")
        .handler(
            context -> {
              LongAnswer.await(context, IDLE_MILLIS / 3);
              server.answerAfter(4 * IDLE_MILLIS, context);
            });
    server
        .router()
        .get("/forgotten")
        .handler(context -> server.answerAfter(4 * IDLE_MILLIS, context));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  @Test
  void mayTakeLongerThanAConnectionMayBeIdle() throws Exception {
    assertThat(server.answerTo("GET /kept HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void isHungUpOnWhereNobodyKeepsIt() throws Exception {
    assertThat(server.answerTo("GET /forgotten HTTP/1.1\r\nHost: localhost\r\n\r\n")).isNull();
  }
}
