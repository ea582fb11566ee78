package io.rtoto.gateway.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rtoto.gateway.keys.Keys;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Senders that do not come to an end, at their sockets. */
final class HangUpTest {
  private static final int A_MEGABYTE = 1 << 20;
  private static final String HEAD =
      "POST /v1/track HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final Vertx vertx = Vertx.vertx();
  private EventLog eventLog;
  private Socket sender;

  @BeforeEach
  void listen() throws Exception {
    // There is no broker; nothing of these requests would get to it.
    eventLog = EventLog.open("127.0.0.1:1", Duration.ofSeconds(1));
    Router router = Router.router(vertx);
    new Collect(
            vertx,
            eventLog,
            Keys.ofBrowsers(List.of("demo"), InstantSource.system()),
            RateLimits.DEFAULTS,
            10,
            Duration.ofMillis(300),
            InstantSource.system(),
            new SimpleMeterRegistry())
        .mount(router, RoutingContext::next);
    int port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .actualPort();
    sender = new Socket(InetAddress.getLoopbackAddress(), port);
    sender.setSoTimeout(5_000);
  }

  @AfterEach
  void stop() throws Exception {
    sender.close();
    eventLog.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @DisplayName("B12: a chunk that never ends")
  @Test
  void tellsASenderWhoseBodyDoesNotEndAndHangsUp() throws Exception {
    sends(HEAD + "5\r\nabc");

    assertThat(readsToTheEnd()).startsWith("HTTP/1.1 408").contains("did not end within PT0.3S");
  }

  @DisplayName("B06: far too much, without an end")
  @Test
  void tellsASenderOfFarTooMuchAndHangsUp() throws Exception {
    sends(HEAD);
    for (int i = 0; i < 16; i++) {
      sendsAMegabyte();
    }
    sends("1\r\nx");

    assertThat(readsToTheEnd()).startsWith("HTTP/1.1 413");
  }

  @Test
  void hangsUpOnASenderWhoListensToNothing() throws Exception {
    sends(HEAD);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                sendsAMegabyte();
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void staysOnTheLineWithASenderOfTooMuchWhoComesToAnEnd() throws Exception {
    String tooLarge =
        "POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 40000\r\n\r\n" + "x".repeat(40_000);
    sends(tooLarge);
    sends(tooLarge.replace("Host: x", "Host: x\r\nConnection: close"));

    assertThat(readsToTheEnd()).containsPattern("(?s)^HTTP/1.1 413.*HTTP/1.1 413");
  }

  private void sends(String text) throws IOException {
    sender.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void sendsAMegabyte() throws IOException {
    OutputStream out = sender.getOutputStream();
    out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[A_MEGABYTE]);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Fails when the gateway stays on the line for five seconds. */
  private String readsToTheEnd() throws IOException {
    return new String(sender.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }
}
