package io.rtoto.gateway;

import io.rtoto.gateway.audit.AuditLog;
import io.rtoto.gateway.audit.AuditTrail;
import io.rtoto.gateway.client.ClientScript;
import io.rtoto.gateway.collect.Addresses;
import io.rtoto.gateway.collect.Collect;
import io.rtoto.gateway.collect.Debugger;
import io.rtoto.gateway.collect.EventLog;
import io.rtoto.gateway.collect.Ticker;
import io.rtoto.gateway.dashboard.Dashboard;
import io.rtoto.gateway.dashboard.Listener;
import io.rtoto.gateway.desk.Desk;
import io.rtoto.gateway.keys.Keys;
import io.rtoto.gateway.keys.Proofs;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.gateway.logins.Guard;
import io.rtoto.gateway.logins.Logins;
import io.rtoto.gateway.logins.Right;
import io.rtoto.gateway.logins.UserChanges;
import io.rtoto.gateway.logins.Users;
import io.rtoto.gateway.operations.Figures;
import io.rtoto.gateway.push.Push;
import io.rtoto.gateway.rulebooks.RuleDesk;
import io.rtoto.gateway.shop.Shop;
import io.rtoto.gateway.shop.ShopSettings;
import io.rtoto.gateway.web.ThisMachine;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.naming.Pseudonyms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way in and the way out: events over HTTP, the time into the stream, the live page. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final int HEADER_BYTES = 16 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final Duration HEAD_WITHIN = Duration.ofSeconds(5);
  private static final int STEP_SECONDS = 10;
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS_AT_KEYS = Duration.ofSeconds(1);
  private static final String FIRST_LOGIN =
      "Nobody has a password yet. Whoever opens this link first, within 24 hours, becomes the"
          + " administrator: {}{}";

  private final Opened opened;
  private final HttpServer server;
  private final HttpServer management;
  private final Router router;
  private final Optional<String> firstLogin;

  private Gateway(
      Opened opened,
      HttpServer server,
      HttpServer management,
      Router router,
      Optional<String> firstLogin) {
    this.opened = opened;
    this.server = server;
    this.management = management;
    this.router = router;
    this.firstLogin = firstLogin;
  }

  /**
   * Starts, and returns when requests are answered. The broker need not be there yet: {@code
   * /readyz} says whether it is.
   *
   * @throws IOException when it cannot listen there, the contact repository cannot be opened, or
   *     the broker's name means nothing; what was opened by then is closed
   */
  public static Gateway start(GatewaySettings settings) throws IOException {
    Opened opened = new Opened();
    boolean started = false;
    try {
      Gateway gateway = open(settings, opened);
      started = true;
      return gateway;
    } finally {
      if (!started) {
        opened.close();
      }
    }
  }

  private static Gateway open(GatewaySettings settings, Opened opened) throws IOException {
    Keys keys = settings.access().keys(settings.clock());
    // One event loop for all: what is said to be only for the event loop needs no lock.
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    opened.push(() -> settle(vertx.close()));
    vertx.setPeriodic(BETWEEN_LOOKS_AT_KEYS.toMillis(), timer -> vertx.executeBlocking(keys::look));
    EventLog eventLog = EventLog.open(settings.bootstrapServers(), settings.ackWithin());
    opened.push(eventLog::close);
    AuditTrail audit =
        new AuditTrail(
            vertx,
            new AuditLog(
                settings.bootstrapServers(),
                settings.ackWithin(),
                settings.clock(),
                Secrets::create));
    opened.push(audit::close);
    Users users = Users.in(settings.access().usersFile());
    UserChanges userChanges = new UserChanges(vertx, users, audit);
    vertx.setPeriodic(BETWEEN_LOOKS_AT_KEYS.toMillis(), timer -> userChanges.look());
    Function<HttpServerRequest, Optional<String>> addresses =
        new Addresses(settings.access().limits().trustedProxies())::of;
    Logins logins =
        new Logins(
            vertx,
            users,
            audit,
            settings.access().takesGuests() && ThisMachine.isLoopback(settings.host()),
            addresses,
            settings.clock());
    opened.push(logins::close);
    Figures figures = new Figures();
    opened.push(figures::close);
    Desk desk =
        Desk.open(vertx, settings.bootstrapServers(), settings.postgres(), figures.registry());
    opened.push(desk::close);
    List<Readiness> readiness = new ArrayList<>(settings.readiness());
    readiness.add(desk::missing);
    Health health = new Health(vertx, settings.bootstrapServers(), readiness);
    opened.push(health::close);
    // Closed after the other: how a gateway comes to its end is what its operators look at.
    HttpServer management = server(vertx);
    opened.push(() -> settle(management.shutdown(DRAIN_WITHIN)));
    HttpServer server = server(vertx);
    opened.push(() -> settle(server.shutdown(DRAIN_WITHIN)));
    Collect collect =
        new Collect(
            vertx,
            eventLog,
            keys,
            settings.access().limits(),
            settings.maxInFlight(),
            settings.clock(),
            figures.registry());
    Dashboard dashboard =
        Dashboard.start(
            vertx,
            settings.bootstrapServers(),
            settings.clock(),
            health::missing,
            listener(collect.debugger()));
    opened.push(() -> settle(dashboard.close()));
    Push push =
        Push.start(
            vertx,
            settings.bootstrapServers(),
            settings.push(),
            new PageKeys(keys, new Proofs(keys, settings.clock())),
            addresses,
            eventLog::append,
            settings.clock(),
            figures.registry());
    opened.push(() -> settle(push.close()));
    Ticker ticker =
        Ticker.start(eventLog, settings.clock(), settings.tickEvery(), figures.registry());
    opened.push(ticker::close);
    opened.push(health::beginStop);
    Router forOperators = Router.router(vertx);
    health.mount(forOperators);
    figures.mount(forOperators);
    collect.mountForOperators(forOperators);
    Unanswered.mount(forOperators);
    listen(
        management.requestHandler(forOperators),
        settings.host(),
        settings.managementPort(),
        "RTOTO_MANAGEMENT_PORT");
    Router router = Router.router(vertx);
    new Patience(vertx, HEAD_WITHIN, Duration.ofSeconds(IDLE_SECONDS)).watch(server, router);
    router.route().handler(SecurityHeaders::add);
    router.route().handler(HeaderCount::check);
    figures.time(router);
    Guard guard = logins.guard();
    logins.mount(router);
    collect.mount(router, guard.lets(Right.WATCH));
    health.mount(router);
    dashboard.mount(router, guard);
    push.mount(router);
    desk.mount(
        router,
        guard,
        audit,
        new Pseudonyms(settings.push().identitySecret()),
        eventLog::append,
        settings.clock());
    RuleDesk ruleDesk = RuleDesk.start(vertx, settings.bootstrapServers(), settings.workshop());
    opened.push(ruleDesk::close);
    ruleDesk.mount(router, guard, audit);
    ClientScript.mount(router);
    ShopSettings shopSettings = settings.shop();
    if (shopSettings != null) {
      Shop shop = Shop.open(vertx, settings.bootstrapServers(), shopSettings);
      opened.push(shop::close);
      shop.mount(router);
    }
    ApiDocument.mount(router);
    Unanswered.mount(router);
    listen(server.requestHandler(router), settings.host(), settings.port(), "RTOTO_PORT");
    Optional<String> invitation = users.inviteFirst(settings.clock().instant());
    if (invitation.isPresent()) {
      LOG.info(FIRST_LOGIN, address(settings, server), link(invitation.get()));
    }
    return new Gateway(opened, server, management, router, invitation.map(Gateway::link));
  }

  private static URI address(GatewaySettings settings, HttpServer server) throws IOException {
    return ThisMachine.address(InetAddress.getByName(settings.host()), server.actualPort());
  }

  private static String link(String token) {
    return "/login#invitation=" + token;
  }

  /** The page and the debugger are told the same, and know nothing of each other. */
  private static Listener listener(Debugger debugger) {
    return new Listener() {
      @Override
      public void journal(JournalEntry entry) {
        debugger.journal(entry);
      }

      @Override
      public void deadLetter(DeadLetter letter) {
        debugger.deadLetter(letter);
      }
    };
  }

  private static HttpServer server(Vertx vertx) {
    return vertx.createHttpServer(
        new HttpServerOptions()
            .setMaxHeaderSize(HEADER_BYTES)
            .setIdleTimeout(IDLE_SECONDS)
            // Whoever wants HTTP/2 puts a proxy with TLS in front.
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(true));
  }

  /** Listens; setting is what the port is set by. */
  private static void listen(HttpServer server, String host, int port, String setting)
      throws IOException {
    try {
      await(server.listen(port, host));
    } catch (IOException e) {
      throw new IOException(
          "Port "
              + port
              + " of "
              + host
              + " cannot be listened on: "
              + e.getMessage()
              + ". Maybe another program has it: stop that, or choose another port ("
              + setting
              + ").",
          e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** The port that operators ask. */
  public int managementPort() {
    return management.actualPort();
  }

  /**
   * The path of the one-time link by which somebody becomes the first administrator; empty when
   * somebody has had a password, or there is no file of users.
   */
  public Optional<String> firstLogin() {
    return firstLogin;
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
   * Each step ends after a few seconds at most, or after the time that the broker has for an
   * answer. Further calls do nothing.
   */
  @Override
  public void close() {
    opened.close();
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
