package io.rtoto.gateway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.rtoto.browser.Chromium;
import io.rtoto.gateway.shop.ShopSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The SDKs for browsers as they come from npm, on a page of another site than the gateway's: each
 * event arrives once, with a restart of the gateway in between.
 */
@Tag("browser")
final class BrowserSdkTest {
  private static final int EVENTS = 40;

  private static Vertx vertx;
  private static HttpServer site;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        NodeSdk.isToBeTried(), "There is no Node.js on this machine: the SDKs were not tried.");
    Path installed = NodeSdk.install();
    vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    serve(router, "/page.html", installed.resolve("page.html"));
    serve(router, "/page.mjs", installed.resolve("page.mjs"));
    serve(
        router,
        "/rudderstack.mjs",
        installed.resolve(
            "node_modules/@rudderstack/analytics-js/dist/npm/modern/bundled/esm/index.mjs"));
    site =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment", "rudderstack"})
  void deliverEachEventOnceWhileTheGatewayRestarts(String sdk) throws Exception {
    Gateway gateway = startOn(0);
    try (Arrivals arrivals = Arrivals.from(Broker.shared());
        BrowserContext visitor = chromium.visitor(ColorScheme.LIGHT)) {
      int port = gateway.port();
      Page page = visitor.newPage();
      page.navigate(
          "http://localhost:%d/page.html?sdk=%s&gateway=http://localhost:%d"
              .formatted(site.actualPort(), sdk, port));
      page.waitForFunction("window.track !== undefined");
      track(page, 0, EVENTS / 2);
      gateway.close();
      track(page, EVENTS / 2, EVENTS);
      gateway = startOn(port);

      arrivals.assertEachOnce(EVENTS);
    } finally {
      gateway.close();
    }
  }

  private static void track(Page page, int from, int to) {
    page.evaluate(
        "([from, to]) => { for (let n = from; n < to; n++) window.track(n); }", List.of(from, to));
  }

  private static void serve(Router router, String path, Path file) {
    router.get(path).handler(context -> context.response().sendFile(file.toString()));
  }

  /** With the demo shop, which brings Segment's SDK along. */
  private static Gateway startOn(int port) throws Exception {
    GatewaySettings settings =
        GatewaySettings.defaults(Broker.shared().bootstrapServers())
            .withShop(new ShopSettings(Sender.DEMO, "server", (user, browser) -> "a proof"));
    return Gateway.start(settings.listeningOn("127.0.0.1", port));
  }
}
