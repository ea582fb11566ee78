package io.rtoto.gateway.web;

import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;

/**
 * An answer that takes longer to work out than a connection may be idle: while it does, the
 * connection does not count as idle.
 */
public final class LongAnswer {
  private static final long BEAT_MILLIS = 10_000;

  private LongAnswer() {}

  /** Keeps the connection until the answer has ended, or whoever waits for it has gone. */
  public static void await(RoutingContext context) {
    await(context, BEAT_MILLIS);
  }

  static void await(RoutingContext context, long beatMillis) {
    IdleStateHandler idle =
        ((HttpServerConnection) context.request().connection())
            .channelHandlerContext()
            .pipeline()
            .get(IdleStateHandler.class);
    if (idle != null) {
      long beat = context.vertx().setPeriodic(beatMillis, again -> idle.resetWriteTimeout());
      context.addEndHandler(
          ended -> {
            boolean unused = context.vertx().cancelTimer(beat);
          });
    }
  }
}
