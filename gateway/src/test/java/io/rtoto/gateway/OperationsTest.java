package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators ask of the gateway, and how it comes to its end. */
final class OperationsTest {
  private Gateway gateway;
  private Sender sender;

  @BeforeEach
  void start() throws Exception {
    gateway = Broker.shared().gateway();
    sender = new Sender(gateway);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz", "/version"})
  void answersOperatorsOnAPortOfTheirOwn(String path) throws Exception {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(managed(path).statusCode()).isEqualTo(200));
    assertThat(managed(path).body()).isEqualTo(sender.get(path).body());
  }

  @Test
  void tellsItsFiguresToOperatorsAndNobodyElse() throws Exception {
    sender.post("/v1/batch", "{\"batch\":[{\"type\":\"page\",\"anonymousId\":\"u\"},{}]}");

    assertThat(managed("/metrics").body())
        .contains(
            "rtoto_collect_events_total{rejected=\"no\",topic=\"clickstream\"} 1.0",
            "rtoto_collect_events_total{rejected=\"unknown_type\",topic=\"clickstream\"} 1.0",
            "rtoto_collect_in_flight 0.0",
            "rtoto_collect_in_flight_max 1000.0",
            "rtoto_ticks_stored_timestamp_seconds ",
            "rtoto_push_streams 0.0",
            "rtoto_push_streams_max 10000.0",
            "rtoto_push_streams_fell_behind_total 0.0",
            "rtoto_push_messages_sent_total{kind=\"offer\"} 0.0",
            "rtoto_push_offers_ran_out_total{outcome=\"undelivered\"} 0.0",
            "rtoto_push_offers ",
            "rtoto_http_requests_seconds_count{method=\"POST\",route=\"/v1/batch\",status=\"200\"}"
                + " 1",
            "jvm_memory_used_bytes");
    assertThat(sender.get("/metrics").statusCode()).isEqualTo(404);
  }

  @Test
  void makesNoSeriesOfWhatIsAsked() throws Exception {
    sender.get("/v1/live/customers/anna");
    sender.get("/v1/live/customers/berta");
    sender.get("/no-such-page?writeKey=secret");
    sender.send(sender.to("/v1/track").method("BREW", HttpRequest.BodyPublishers.noBody()));
    sender.post("/v1/track/", "{}");
    sender.post("/v1/track", "{}");

    List<String> requests =
        managed("/metrics")
            .body()
            .lines()
            .filter(line -> line.startsWith("rtoto_http_requests_seconds_count"))
            .map(line -> line.substring(line.indexOf('{'), line.indexOf(' ')))
            .toList();
    assertThat(requests)
        .containsExactlyInAnyOrder(
            "{method=\"GET\",route=\"/v1/live/customers/:customerId\",status=\"404\"}",
            "{method=\"GET\",route=\"none\",status=\"404\"}",
            "{method=\"other\",route=\"none\",status=\"405\"}",
            "{method=\"POST\",route=\"/v1/track\",status=\"200\"}");
  }

  @Test
  void answersARequestThatIsUnderWayWhenItIsToldToStop() throws Exception {
    String call = "{\"type\":\"page\",\"userId\":\"drained\"}";
    String half =
        "POST /v1/page?writeKey=demo HTTP/1.1\r\nHost: h\r\nContent-Length: "
            + call.length()
            + "\r\n\r\n{";
    try (Arrivals arrivals = Arrivals.from(Broker.shared());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(half.getBytes(StandardCharsets.UTF_8));
      out.flush();
      // The head is read before this answer is sent: there is one event loop.
      sender.get("/livez");
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);
      await().atMost(10, TimeUnit.SECONDS).until(this::takesNobodyNew);

      out.write(call.substring(1).getBytes(StandardCharsets.UTF_8));
      out.flush();
      String answer = answer(socket.getInputStream());

      assertThat(answer).startsWith("HTTP/1.1 200").contains("\"success\":true");
      stopped.get(20, TimeUnit.SECONDS);
      assertThat(arrivals.next(1)).extracting(Arrivals.Arrival::key).containsExactly("drained");
    }
  }

  private boolean takesNobodyNew() {
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      return !probe.isConnected();
    } catch (java.io.IOException refused) {
      return true;
    }
  }

  private static String answer(InputStream in) throws Exception {
    byte[] read = new byte[4_096];
    int length = in.read(read);
    return length < 0 ? "" : new String(read, 0, length, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> managed(String path) throws Exception {
    return Sender.ofOperators(gateway).get(path);
  }
}
