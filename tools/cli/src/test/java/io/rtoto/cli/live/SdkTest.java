package io.rtoto.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.segment.analytics.Analytics;
import io.rtoto.browser.Chromium;
import io.rtoto.browser.NodeSdk;
import io.rtoto.cli.keys.DemoKeys;
import io.rtoto.gateway.keys.KeysFile;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.gateway.keys.WriteKey;
import io.rtoto.jobs.settings.Patience;
import io.rtoto.schemas.events.ProductViewed;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDKs as they come, all at once, and everything that {@code up} starts without its shop. */
@Tag("browser")
final class SdkTest {
  /** What each sends at a time. */
  private static final int SOME = 20;

  private static final Duration AT_MOST = Duration.ofMinutes(2);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @TempDir private Path folder;
  private UpLife up;
  private GatewayBeside gateway;
  private NodeSdk jitsu;

  /** They try again. Jitsu's never does. */
  private Map<String, Sender> persistent;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        NodeSdk.isToBeTried(), "There is no Node.js on this machine: the SDKs were not tried.");
    Path data = folder.resolve("data");
    Path rules = Path.of(System.getProperty("rtoto.root"), "rules", "library");
    up = opened(new UpLife(UpLife.settings(data, rules, false, Patience.defaults())));
    int site = site();
    Chromium chromium = opened(Chromium.start());
    up.awaitLine("Ready\\.");
    DemoKeys keys = new DemoKeys(data);
    String jitsuKey = withColon(keys.file());
    gateway = opened(GatewayBeside.start(data, up.kafka()));
    jitsu = opened(NodeSdk.start("jitsu", address(), jitsuKey));
    String serverKey = Files.readString(keys.secretFile()).strip();
    persistent =
        Map.of(
            "node-segment", opened(NodeSdk.start("segment", address(), serverKey))::send,
            "node-rudderstack", opened(NodeSdk.start("rudderstack", address(), serverKey))::send,
            "java-segment", segment(serverKey),
            "java-rudderstack", rudderStack(serverKey),
            "browser-segment", page(chromium, site, "segment"),
            "browser-rudderstack", page(chromium, site, "rudderstack"));
  }

  @AfterEach
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void haveEachEventInTheJournalOnceThoughTheGatewayIsKilledBetweenAndWhileTheySend()
      throws Exception {
    persistentSend(0);
    jitsu.send(0, SOME);
    awaitEachInTheJournalOnce(SOME);
    gateway.kill();
    gateway.startAgain();

    persistentSend(SOME);
    jitsu.send(SOME, 2 * SOME);
    jitsu.awaitSent(2 * SOME);
    gateway.kill();
    persistentSend(2 * SOME);
    hangUpOn(persistent.size());
    gateway.startAgain();
    jitsu.send(2 * SOME, 3 * SOME);

    awaitEachInTheJournalOnce(3 * SOME);
  }

  private void persistentSend(int from) throws IOException {
    for (Sender sender : persistent.values()) {
      sender.send(from, from + SOME);
    }
  }

  /** In the place of the gateway: so many requests fail, and what they brought is to come again. */
  private void hangUpOn(int requests) throws IOException {
    try (ServerSocket away = new ServerSocket()) {
      away.setReuseAddress(true);
      int port = URI.create(address()).getPort();
      away.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      away.setSoTimeout((int) AT_MOST.toMillis());
      for (int n = 0; n < requests; n++) {
        away.accept().close();
      }
    }
  }

  /** Those below that number, and nothing else. */
  private void awaitEachInTheJournalOnce(int number) {
    List<String> products =
        Stream.concat(Stream.of("node-jitsu"), persistent.keySet().stream())
            .flatMap(sender -> IntStream.range(0, number).mapToObj(n -> sender + "-" + n))
            .toList();
    await()
        .atMost(AT_MOST)
        .untilAsserted(
            () -> {
              Stored stored = Stored.on(up.kafka());
              assertThat(viewed(stored)).containsExactlyInAnyOrderElementsOf(products);
              // What came twice has been through the job as well.
              assertThat(stored.applied().size() + stored.repeated()).isEqualTo(stored.sent());
              assertThat(stored.refused()).isEmpty();
            });
  }

  private static List<String> viewed(Stored stored) {
    return stored.applied().stream()
        .map(applied -> ((ProductViewed) applied.event()).product().productId())
        .toList();
  }

  /** Makes a server's key as Jitsu's SDK wants it, and nobody else's. */
  private static String withColon(Path keys) throws IOException {
    String secret = Secrets.create();
    WriteKey key =
        WriteKey.ofServer("jitsu:server", Secrets.hashOf(secret), InstantSource.system().instant());
    Files.writeString(keys, KeysFile.written(KeysFile.read(Files.readString(keys)).with(key)));
    return key.id() + "." + secret;
  }

  private Sender segment(String serverKey) {
    Analytics analytics =
        Analytics.builder(serverKey)
            .endpoint(address())
            .flushQueueSize(5)
            .flushInterval(1, TimeUnit.SECONDS)
            .build();
    opened(analytics::shutdown);
    return each(
        n ->
            analytics.enqueue(
                com.segment.analytics.messages.TrackMessage.builder("Product Viewed")
                    .userId("sdk")
                    .properties(Map.of("product_id", "java-segment-" + n))));
  }

  private Sender rudderStack(String serverKey) {
    RudderAnalytics analytics =
        RudderAnalytics.builder(serverKey)
            .setDataPlaneUrl(address())
            .flushQueueSize(5)
            .flushInterval(1, TimeUnit.SECONDS)
            .build();
    opened(analytics::shutdown);
    return each(
        n ->
            analytics.enqueue(
                com.rudderstack.sdk.java.analytics.messages.TrackMessage.builder("Product Viewed")
                    .userId("sdk")
                    .properties(Map.of("product_id", "java-rudderstack-" + n))));
  }

  /** On a page of another site than the gateway's. */
  private Sender page(Chromium chromium, int site, String sdk) {
    Page page = opened(chromium.visitor(ColorScheme.LIGHT)).newPage();
    page.navigate(
        "http://localhost:%d/page.html?sdk=%s&gateway=%s".formatted(site, sdk, gateway.at("")));
    page.waitForFunction("window.track !== undefined");
    return (from, to) ->
        page.evaluate(
            "([from, to]) => { for (let n = from; n < to; n++) window.track(n); }",
            List.of(from, to));
  }

  private static Sender each(IntConsumer track) {
    return (from, to) -> IntStream.range(from, to).forEach(track);
  }

  /** The port of a site with a page that sends. */
  private int site() throws Exception {
    Path installed = NodeSdk.install();
    Vertx vertx = Vertx.vertx();
    opened(() -> vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
    Router router = Router.router(vertx);
    Map.of(
            "/page.html",
            "page.html",
            "/page.mjs",
            "page.mjs",
            "/rudderstack.mjs",
            "node_modules/@rudderstack/analytics-js/dist/npm/modern/bundled/esm/index.mjs")
        .forEach(
            (path, file) ->
                router
                    .get(path)
                    .handler(
                        context ->
                            context.response().sendFile(installed.resolve(file).toString())));
    HttpServer site =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    return site.actualPort();
  }

  /** Where servers send to. */
  private String address() {
    return gateway.at("").replace("localhost", "127.0.0.1");
  }

  private <T extends AutoCloseable> T opened(T one) {
    open.push(one);
    return one;
  }

  /** An SDK, which tells that products were looked at: {@code <its name>-<number>}. */
  private interface Sender {
    /** Those from one number to before another; waits for nothing. */
    void send(int from, int to) throws IOException;
  }
}
