package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.gateway.Arrivals.Arrival;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway says and does while Kafka, or something else that it needs, is away. */
final class OutageTest {
  @TempDir Path directory;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @AfterEach
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void neverSaysStoredWhileTheBrokerIsAwayAndStoresAgainWhenItIsBack() throws Exception {
    Broker broker = opened(Broker.started(directory, 0));
    Gateway gateway = start(broker, List.of(), 1_000);
    Sender sender = new Sender(gateway);
    assertThat(track(sender, "before").statusCode()).isEqualTo(200);
    int port = broker.port();
    broker.close();

    HttpResponse<String> answer = track(sender, "during");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).contains("\"success\":false");
    assertThat(sender.get("/livez").statusCode()).isEqualTo(200);
    assertThat(sender.get("/readyz").body()).contains("\"ready\":false", "Kafka");

    Broker back = opened(Broker.withoutTopics(directory, port));
    await()
        .atMost(30, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(sender.get("/readyz").statusCode()).isEqualTo(200));
    try (Arrivals arrivals = Arrivals.from(back)) {
      await()
          .atMost(30, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(track(sender, "after").statusCode()).isEqualTo(200));
      assertThat(arrivals.next(1)).extracting(Arrival::key).contains("after");
      assertThat(arrivals.ticksEverywhere(2)).isNotEmpty();
    }
  }

  @Test
  void answersWhileManyWaitForTheBroker() throws Exception {
    Broker broker = opened(Broker.started(directory, 0));
    Gateway gateway = start(broker, List.of(), 2);
    Sender sender = new Sender(gateway);
    track(sender, "before");
    broker.close();

    List<CompletableFuture<Integer>> waiting =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return track(sender, "u" + i).statusCode();
                          } catch (Exception e) {
                            throw new IllegalStateException(e);
                          }
                        }))
            .toList();

    assertThat(sender.get("/livez").statusCode()).isEqualTo(200);
    assertThat(waiting).allSatisfy(w -> assertThat(w.get()).isEqualTo(503));
  }

  @Test
  void becomesReadyOnceTheTopicsAreThere() throws Exception {
    Broker broker = opened(Broker.withoutTopics(directory, 0));
    Gateway gateway = start(broker, List.of(), 1_000);
    Sender sender = new Sender(gateway);

    HttpResponse<String> answer = sender.get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("topics", "clickstream");

    broker.makeTopics();
    assertThat(sender.get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void isNotReadyUntilEveryoneElseSaysSo() throws Exception {
    CompletableFuture<Void> jobRuns = new CompletableFuture<>();
    Broker broker = opened(Broker.started(directory, 0));
    Gateway gateway =
        start(
            broker,
            List.of(
                () ->
                    jobRuns.isDone()
                        ? Optional.empty()
                        : Optional.of("The job engage is not running.")),
            1_000);
    Sender sender = new Sender(gateway);

    HttpResponse<String> answer = sender.get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo("{\"ready\":false,\"missing\":[\"The job engage is not running.\"]}");

    jobRuns.complete(null);
    assertThat(sender.get("/readyz").body()).isEqualTo("{\"ready\":true,\"missing\":[]}");
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    open.push(closeable);
    return closeable;
  }

  private Gateway start(Broker broker, List<Readiness> readiness, int maxInFlight)
      throws Exception {
    GatewaySettings defaults = GatewaySettings.defaults(broker.bootstrapServers());
    return opened(
        Gateway.start(
            new GatewaySettings(
                defaults.bootstrapServers(),
                defaults.host(),
                0,
                defaults.writeKeys(),
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                maxInFlight,
                null,
                readiness,
                defaults.clock())));
  }

  private static HttpResponse<String> track(Sender sender, String userId) throws Exception {
    return sender.post("/v1/track", "{\"event\":\"x\",\"userId\":\"" + userId + "\"}");
  }
}
