package io.rtoto.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Hangs up on whoever has a connection and asks nothing, or dribbles what it asks. An idle timeout
 * alone starts anew with each byte, so that a sender of one byte a minute would keep its connection
 * for ever.
 *
 * <p>Remembers a timer of each connection without a request, and whether nothing of the next one
 * has come; forgets both with the connection. Only for the event loop, of which there is one.
 */
final class Patience {
  private final Vertx vertx;
  private final Duration head;
  private final Duration idle;
  private final Map<HttpConnection, Long> timers = new HashMap<>();
  private final Set<HttpConnection> silent = new HashSet<>();

  /**
   * So patient.
   *
   * @param head how long the head of a request may take, the first from when its connection is
   *     there, others from their first byte
   * @param idle how long it may be from an answer to the next request's first byte
   */
  Patience(Vertx vertx, Duration head, Duration idle) {
    this.vertx = vertx;
    this.head = head;
    this.idle = idle;
  }

  /** Watches that server, whose requests all go through that router. Before routes are added. */
  void watch(HttpServer server, Router router) {
    server.connectionHandler(
        connection -> {
          await(connection, head);
          // Vert.x tells of a request when its head has ended; only Netty tells of its beginning.
          ((HttpServerConnection) connection)
              .channelHandlerContext()
              .pipeline()
              .addFirst(new Listener(connection));
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
            await(connection, idle);
            silent.add(connection);
          }
        });
    context.next();
  }

  private void await(HttpConnection connection, Duration patience) {
    stopWaiting(connection);
    timers.put(connection, vertx.setTimer(patience.toMillis(), id -> connection.close()));
  }

  /** Hears the first byte of a next request. */
  private final class Listener extends ChannelInboundHandlerAdapter {
    private final HttpConnection connection;

    private Listener(HttpConnection connection) {
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      if (silent.contains(connection)) {
        await(connection, head);
      }
      context.fireChannelRead(bytes);
    }
  }

  private void stopWaiting(HttpConnection connection) {
    silent.remove(connection);
    Long timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
