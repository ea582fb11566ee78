package io.rtoto.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Hangs up on whoever has a connection and asks nothing. An idle timeout alone starts anew with
 * each byte, so that a sender of one byte a minute would keep its connection for ever.
 *
 * <p>Remembers a timer of each connection without a request; forgets it with the connection. Only
 * for the event loop, of which there is one.
 */
final class Patience {
  private final Vertx vertx;
  private final Duration first;
  private final Duration next;
  private final Map<HttpConnection, Long> timers = new HashMap<>();

  /**
   * So patient.
   *
   * @param first how long the head of a connection's first request may take
   * @param next how long it may be from an answer to the end of the next request's head
   */
  Patience(Vertx vertx, Duration first, Duration next) {
    this.vertx = vertx;
    this.first = first;
    this.next = next;
  }

  /** Watches that server, whose requests all go through that router. Before routes are added. */
  void watch(HttpServer server, Router router) {
    server.connectionHandler(
        connection -> {
          await(connection, first);
          connection.closeHandler(closed -> stopWaiting(connection));
        });
    router.route().handler(this::asked);
  }

  private void asked(RoutingContext context) {
    HttpConnection connection = context.request().connection();
    stopWaiting(connection);
    context.addEndHandler(
        ended -> {
          if (ended.succeeded()) {
            await(connection, next);
          }
        });
    context.next();
  }

  private void await(HttpConnection connection, Duration patience) {
    stopWaiting(connection);
    timers.put(connection, vertx.setTimer(patience.toMillis(), id -> connection.close()));
  }

  private void stopWaiting(HttpConnection connection) {
    Long timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
