package io.rtoto.gateway.push;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rtoto.gateway.topics.Outbox;
import io.rtoto.gateway.topics.TopicFollower;
import io.rtoto.schemas.naming.Pseudonyms;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of visitors, and the streams by which what is decided for them reaches their pages while
 * they are there.
 */
public final class Push {
  private static final Logger LOG = LoggerFactory.getLogger(Push.class);
  private static final int STREAMS_AT_MOST = 10_000;
  private static final int OFFERS_AT_MOST = 200_000;
  private static final Duration A_BEAT = Duration.ofSeconds(1);
  private static final int KEYS_EVERY_BEATS = 10;

  private final Vertx vertx;
  private final Context loop;
  private final InstantSource clock;
  private final WorkerExecutor workers;
  private final SessionKeys keys;
  private final SessionTokens tokens;
  private final Sessions sessions;
  private final Hub hub;
  private final LastWords lastWords;
  private final SessionApi api;
  private final TopicFollower tail;
  private final long beating;
  private long beats;

  private Push(
      Vertx vertx,
      String bootstrapServers,
      PushSettings settings,
      SessionKeys keys,
      SessionAccess access,
      Function<HttpServerRequest, Optional<String>> addresses,
      Outbox outbox,
      InstantSource clock,
      MeterRegistry figures) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.clock = clock;
    this.workers = vertx.createSharedWorkerExecutor("rtoto-push", 2);
    this.keys = keys;
    this.tokens = new SessionTokens(keys);
    this.sessions = new Sessions(STREAMS_AT_MOST);
    Pseudonyms pseudonyms = new Pseudonyms(settings.identitySecret());
    Customers customers = new Customers(pseudonyms);
    Offers offers = new Offers(OFFERS_AT_MOST);
    this.hub = new Hub(clock, customers, offers, sessions);
    Traffic traffic = new Traffic(figures);
    this.lastWords = new LastWords(outbox, workers, loop, customers, offers, clock, traffic);
    this.api =
        new SessionApi(
            access,
            addresses,
            pseudonyms,
            tokens,
            sessions,
            hub,
            traffic,
            clock,
            settings.sessionsPerAddress());
    Gauge.builder("rtoto.push.streams", sessions, Sessions::count)
        .description("Streams of pages that are open")
        .register(figures);
    Gauge.builder("rtoto.push.streams.max", () -> STREAMS_AT_MOST)
        .description("Streams of pages that may be open")
        .register(figures);
    Gauge.builder("rtoto.push.offers", offers, Offers::count)
        .description("Offers and recommendations that are kept for pages that come")
        .register(figures);
    this.tail = OfferTail.start(bootstrapServers, hub, pseudonyms, loop, clock);
    this.beating = vertx.setPeriodic(A_BEAT.toMillis(), id -> loop.runOnContext(on -> beat()));
  }

  /**
   * Begins to follow what is decided.
   *
   * @param access whose pages may open sessions
   * @param addresses whence a request comes; empty for this machine's own programs
   * @param outbox where it writes what became of offers
   * @param figures where it tells how many streams and offers are open
   * @throws IOException when the file of session keys cannot be read or made
   */
  public static Push start(
      Vertx vertx,
      String bootstrapServers,
      PushSettings settings,
      SessionAccess access,
      Function<HttpServerRequest, Optional<String>> addresses,
      Outbox outbox,
      InstantSource clock,
      MeterRegistry figures)
      throws IOException {
    SessionKeys keys = SessionKeys.open(settings.sessionKeys(), clock.instant());
    return new Push(
        vertx, bootstrapServers, settings, keys, access, addresses, outbox, clock, figures);
  }

  /** Adds the routes. */
  public void mount(Router router) {
    api.mount(router);
  }

  /** Stops following, and ends the streams: their pages turn to another gateway. */
  public Future<Void> close() {
    vertx.cancelTimer(beating);
    tail.close();
    return Future.future(
        closed ->
            loop.runOnContext(
                on -> {
                  sessions.stop();
                  closed.complete();
                }));
  }

  private void beat() {
    hub.beat(beats);
    lastWords.tell(hub.ranOut());
    tokens.forget(clock.instant());
    if (beats % KEYS_EVERY_BEATS == 0) {
      var unused =
          workers
              .executeBlocking(
                  () -> {
                    keys.refresh(clock.instant());
                    return true;
                  },
                  false)
              .onFailure(
                  failure -> LOG.warn("Session keys stay as they are: {}", failure.toString()));
    }
    beats++;
  }
}
