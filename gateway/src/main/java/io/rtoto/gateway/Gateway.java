package io.rtoto.gateway;

import io.rtoto.gateway.collect.Collect;
import io.rtoto.gateway.collect.EventLog;
import io.rtoto.gateway.collect.Ticker;
import io.rtoto.gateway.dashboard.Dashboard;
import io.rtoto.gateway.desk.Desk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way in and the way out: events over HTTP, the time into the stream, the live page. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final int HEADER_BYTES = 16 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final int STEP_SECONDS = 10;
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final EventLog eventLog;
  private final Ticker ticker;
  private final Health health;
  private final Dashboard dashboard;
  private final Desk desk;
  private final HttpServer server;
  private final Router router;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Gateway(
      Vertx vertx,
      EventLog eventLog,
      Ticker ticker,
      Health health,
      Dashboard dashboard,
      Desk desk,
      HttpServer server,
      Router router) {
    this.vertx = vertx;
    this.eventLog = eventLog;
    this.ticker = ticker;
    this.health = health;
    this.dashboard = dashboard;
    this.desk = desk;
    this.server = server;
    this.router = router;
  }

  /**
   * Starts, and returns when requests are answered. The broker need not be there yet: {@code
   * /readyz} says whether it is.
   *
   * @throws IOException when it cannot listen there, or the contact repository cannot be opened
   */
  public static Gateway start(GatewaySettings settings) throws IOException {
    Vertx vertx = Vertx.vertx();
    Desk desk = openDesk(vertx, settings);
    EventLog eventLog = EventLog.open(settings.bootstrapServers(), settings.ackWithin());
    Ticker ticker = Ticker.start(eventLog, settings.clock(), settings.tickEvery());
    Health health = new Health(vertx, settings.bootstrapServers(), settings.readiness());
    Dashboard dashboard =
        Dashboard.start(vertx, settings.bootstrapServers(), settings.clock(), health::missing);
    HttpServer server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setMaxHeaderSize(HEADER_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                // Whoever wants HTTP/2 puts a proxy with TLS in front.
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true));
    Router router = Router.router(vertx);
    Gateway gateway = new Gateway(vertx, eventLog, ticker, health, dashboard, desk, server, router);
    router.route().handler(SecurityHeaders::add);
    new Collect(vertx, eventLog, settings.writeKeys(), settings.maxInFlight(), settings.clock())
        .mount(router);
    health.mount(router);
    dashboard.mount(router);
    desk.mount(router);
    ApiDocument.mount(router);
    try {
      await(server.requestHandler(router).listen(settings.port(), settings.host()));
    } catch (IOException e) {
      gateway.close();
      throw new IOException(
          "Port "
              + settings.port()
              + " of "
              + settings.host()
              + " cannot be listened on: "
              + e.getMessage()
              + ". Maybe another program has it: stop that, or choose another port.",
          e);
    }
    return gateway;
  }

  /** The port that it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** What it answers, such as {@code POST /v1/track}: for the test of its document. */
  List<String> routes() {
    return router.getRoutes().stream()
        .filter(route -> route.getPath() != null && route.methods() != null)
        .flatMap(route -> route.methods().stream().map(m -> m.name() + " " + route.getPath()))
        .toList();
  }

  /**
   * Stops: takes no more requests, answers those under way, and hands everything to the broker.
   * Each step ends after a few seconds at most. Further calls do nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    health.beginStop();
    ticker.close();
    settle(dashboard.close());
    settle(server.shutdown(DRAIN_WITHIN));
    desk.close();
    eventLog.close();
    health.close();
    settle(vertx.close());
  }

  private static Desk openDesk(Vertx vertx, GatewaySettings settings) throws IOException {
    try {
      return Desk.open(vertx, settings.bootstrapServers(), settings.postgres());
    } catch (IOException e) {
      settle(vertx.close());
      throw e;
    }
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.toCompletionStage().toCompletableFuture().get(STEP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("No answer within " + STEP_SECONDS + " s.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the gateway started or stopped.");
    }
  }

  /** A step that does not end well must not keep the next one from being taken. */
  private static void settle(Future<?> step) {
    try {
      await(step);
    } catch (IOException e) {
      LOG.warn("The gateway did not stop in good order: {}", e.toString());
    }
  }
}
