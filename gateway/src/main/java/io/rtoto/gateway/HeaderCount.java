package io.rtoto.gateway;

import io.rtoto.gateway.web.JsonAnswer;
import io.vertx.ext.web.RoutingContext;

/** Refuses heads of more headers than anybody sends, however short they are. */
final class HeaderCount {
  private static final int MOST = 100;

  private HeaderCount() {}

  static void check(RoutingContext context) {
    int count = context.request().headers().entries().size();
    if (count <= MOST) {
      context.next();
      return;
    }
    // A body may follow, which nobody reads.
    context.response().putHeader("Connection", "close");
    context.addEndHandler(ended -> context.request().connection().close());
    JsonAnswer.refuse(
        context.response(),
        431,
        "The request has " + count + " headers; expected at most " + MOST + ".");
  }
}
