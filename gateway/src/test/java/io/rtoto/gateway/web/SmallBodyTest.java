package io.rtoto.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SmallBodyTest {
  private static final long WITHIN_MILLIS = 300;

  @SuppressWarnings("NullAway.Init") // set before each test
  private BareServer server;

  @BeforeEach
  void listen() throws Exception {
    server = new BareServer(new HttpServerOptions());
    SmallBody.on(server.router().post("/"), "a test's", WITHIN_MILLIS)
        .handler(context -> server.answerAfter(2 * WITHIN_MILLIS, context));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
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
  private @Nullable String answerTo(String body) throws IOException {
    return server.answerTo(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n" + body);
  }
}
