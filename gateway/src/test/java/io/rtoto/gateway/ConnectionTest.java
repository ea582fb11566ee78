package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no client of Java sends, at the socket. */
final class ConnectionTest {
  private static Gateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = Broker.shared().gateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  @DisplayName("B11: both a length and chunks")
  void refusesARequestOfTwoLengthsAndHangsUp() throws Exception {
    String smuggled = "GET /livez HTTP/1.1\r\nHost: h\r\n\r\n";
    String answer =
        answerTo("0\r\n\r\n" + smuggled, "Content-Length: 5", "Transfer-Encoding: chunked");

    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("\"live\"");
  }

  @Test
  @DisplayName("B11: two lengths that do not agree")
  void refusesTwoLengthsThatDoNotAgree() throws Exception {
    assertThat(answerTo("{}x", "Content-Length: 2", "Content-Length: 3"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  @DisplayName("B11: a length that is too short")
  void takesWhatGoesBeyondTheLengthForNoCall() throws Exception {
    assertThat(answerTo("{}{\"userId\":\"beyond\"}\r\n\r\n", "Content-Length: 2"))
        .startsWith("HTTP/1.1 200")
        .containsPattern("(?s)HTTP/1.1 200.*HTTP/1.[01] 400");
  }

  @ParameterizedTest
  @DisplayName("S4: a head that does not end, byte by byte")
  @CsvSource({"0, ''", "1, HTTP/1.1 200"})
  void hangsUpOnAHeadThatDoesNotEndWithinFiveSeconds(int before, String answered) throws Exception {
    Instant begun = Instant.now();
    ScheduledExecutorService dribbling = Executors.newSingleThreadScheduledExecutor();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(20_000);
      List<String> sent = new ArrayList<>();
      socket
          .getOutputStream()
          .write(
              ("GET /livez HTTP/1.1\r\nHost: h\r\n\r\n".repeat(before)
                      + "GET /livez HTTP/1.1\r\nX-Slow: ")
                  .getBytes(StandardCharsets.US_ASCII));
      var unused =
          dribbling.scheduleAtFixedRate(
              () -> dribble(socket, sent), 500, 500, TimeUnit.MILLISECONDS);

      String answer = read(socket);
      assertThat(answer).startsWith(answered);
      assertThat(answer.isEmpty()).isEqualTo(before == 0);
      assertThat(Duration.between(begun, Instant.now()))
          .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(15));
      assertThat(sent).isNotEmpty();
    } finally {
      dribbling.shutdownNow();
    }
  }

  private static void dribble(Socket socket, List<String> sent) {
    try {
      socket.getOutputStream().write('x');
      sent.add("x");
    } catch (IOException hungUp) {
      throw new IllegalStateException("The gateway hung up, as it should.", hungUp);
    }
  }

  private static String answerTo(String body, String... headers) throws IOException {
    String request =
        "POST /v1/track?writeKey=demo HTTP/1.1\r\nHost: h\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\n"
            + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return read(socket);
    }
  }

  /** Fails when the gateway stays on the line for twenty seconds. */
  private static String read(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (java.net.SocketException reset) {
      return "";
    }
  }
}
