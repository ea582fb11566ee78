package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rtoto.gateway.Arrivals.Arrival;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @DisplayName("C8: 503 and Retry-After, for SDKs to try again")
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
    assertThat(answer.headers().firstValue("Vary")).contains("Origin");
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

  /** Some that it did not say it stored may be there as well: their senders send them again. */
  @DisplayName("C10: success means stored")
  @Test
  void hasStoredWhateverItSaidItStoredThroughAnOutage() throws Exception {
    Broker broker = opened(Broker.started(directory, 0));
    int port = broker.port();
    Sender sender = new Sender(start(broker, List.of(), 1_000));
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    Set<String> refused = ConcurrentHashMap.newKeySet();
    AtomicBoolean sending = new AtomicBoolean(true);
    try (Arrivals arrivals = Arrivals.from(broker)) {
      ExecutorService thread = Executors.newSingleThreadExecutor();
      open.push(thread::shutdownNow);
      Future<Void> sent =
          thread.submit(
              () -> {
                sendUntilToldToStop(sender, sending, acknowledged, refused);
                return null;
              });
      awaitMore(acknowledged, 50);
      broker.close();
      awaitMore(refused, 1);
      opened(Broker.withoutTopics(directory, port));
      awaitMore(acknowledged, 50);
      sending.set(false);
      sent.get(30, TimeUnit.SECONDS);

      List<String> arrived = new ArrayList<>();
      await()
          .atMost(60, TimeUnit.SECONDS)
          .untilAsserted(
              () -> {
                arrivals.soFar().forEach(one -> arrived.add(one.key()));
                assertThat(arrived).containsAll(acknowledged);
              });
      assertThat(acknowledged).doesNotContainAnyElementsOf(refused);
    }
  }

  private static void sendUntilToldToStop(
      Sender sender, AtomicBoolean sending, Set<String> acknowledged, Set<String> refused)
      throws Exception {
    for (int n = 0; sending.get(); n++) {
      String userId = "u" + n;
      int status = track(sender, userId).statusCode();
      assertThat(status).isIn(200, 503);
      (status == 200 ? acknowledged : refused).add(userId);
    }
  }

  private static void awaitMore(Set<String> answers, int count) {
    int before = answers.size();
    await().atMost(60, TimeUnit.SECONDS).until(() -> answers.size() >= before + count);
  }

  @Test
  void answersWhileManyWaitForTheBroker() throws Exception {
    Broker broker = opened(Broker.started(directory, 0));
    Gateway gateway = start(broker, List.of(), 2);
    Sender sender = new Sender(gateway);
    track(sender, "before");
    broker.close();

    List<CompletableFuture<HttpResponse<String>>> waiting =
        IntStream.range(0, 10)
            .mapToObj(i -> sender.postAsync("/v1/track", "{\"event\":\"x\",\"userId\":\"u\"}"))
            .toList();

    assertThat(sender.get("/livez").statusCode()).isEqualTo(200);
    List<String> refusals = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> answer : waiting) {
      assertThat(answer.get().statusCode()).isEqualTo(503);
      refusals.add(answer.get().body());
    }
    assertThat(refusals)
        .as("two wait for the broker, the others are sent away")
        .filteredOn(refusal -> refusal.contains("Too many requests"))
        .hasSize(8);
  }

  /** A producer that knows no broker yet blocks its thread at each message. */
  @Test
  void refusesAtOnceWhileNoBrokerWasEverThereAndStoresOnceOneIs() throws Exception {
    int port = freePort();
    Sender sender = new Sender(start("127.0.0.1:" + port, List.of(), 1_000));
    Instant begun = Instant.now();
    List<CompletableFuture<HttpResponse<String>>> waiting =
        IntStream.range(0, 200)
            .mapToObj(i -> sender.postAsync("/v1/track", "{\"event\":\"x\",\"userId\":\"u\"}"))
            .toList();
    for (CompletableFuture<HttpResponse<String>> answer : waiting) {
      assertThat(answer.get().statusCode()).isEqualTo(503);
      assertThat(answer.get().headers().firstValue("Retry-After")).contains("1");
    }
    assertThat(Duration.between(begun, Instant.now()))
        .as("one after the other, four at a time, they would wait for 50 s")
        .isLessThan(Duration.ofSeconds(15));

    opened(Broker.started(directory, port));
    await()
        .atMost(30, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(track(sender, "after").statusCode()).isEqualTo(200));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
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
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(sender.get("/readyz").statusCode()).isEqualTo(200));
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

  @ParameterizedTest
  @CsvSource({
    "no-such-host.invalid:9092, 127.0.0.1, which leads nowhere",
    "127.0.0.1:1, no-such-host.invalid, cannot be listened on"
  })
  void leavesNothingBehindWhenItCannotStart(String kafka, String host, String why) {
    Set<Thread> before = threads();

    assertThatThrownBy(() -> Gateway.start(GatewaySettings.defaults(kafka).listeningOn(host, 0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);

    await()
        .atMost(10, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
  }

  /** Those that a gateway starts. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().matches("(vert\\.x|rtoto|kafka)-.*"))
        .collect(Collectors.toSet());
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    open.push(closeable);
    return closeable;
  }

  private Gateway start(Broker broker, List<Readiness> readiness, int maxInFlight)
      throws Exception {
    return start(broker.bootstrapServers(), readiness, maxInFlight);
  }

  private Gateway start(String bootstrapServers, List<Readiness> readiness, int maxInFlight)
      throws Exception {
    GatewaySettings defaults = GatewaySettings.defaults(bootstrapServers);
    return opened(
        Gateway.start(
            new GatewaySettings(
                defaults.bootstrapServers(),
                defaults.host(),
                0,
                0,
                defaults.access(),
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                maxInFlight,
                null,
                defaults.push(),
                readiness,
                defaults.clock(),
                null,
                null)));
  }

  private static HttpResponse<String> track(Sender sender, String userId) throws Exception {
    return sender.post("/v1/track", "{\"event\":\"x\",\"userId\":\"" + userId + "\"}");
  }
}
