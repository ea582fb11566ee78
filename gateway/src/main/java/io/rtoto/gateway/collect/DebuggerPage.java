package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.gateway.web.JsonAnswer;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Answers {@code GET /v1/debugger?key=...}: the newest calls of a write key. */
final class DebuggerPage {
  private static final String PATH = "/v1/debugger";
  private final Debugger debugger;
  private final WriteKeys writeKeys;

  DebuggerPage(Debugger debugger, WriteKeys writeKeys) {
    this.debugger = debugger;
    this.writeKeys = writeKeys;
  }

  /**
   * Adds the route for holders of a server's key, and for whoever else is let in. A browser's key
   * is known to every visitor, so it opens nothing here.
   *
   * @param watchers answers whoever is not to be let in
   */
  void mount(Router router, Handler<RoutingContext> watchers) {
    router
        .get(PATH)
        .handler(
            c -> {
              if (writeKeys.isServer(c.request())) {
                answer(c.request(), c.response());
              } else {
                watchers.handle(c);
              }
            })
        .handler(c -> answer(c.request(), c.response()));
  }

  /** Adds the route for operators. */
  void mountForOperators(Router router) {
    router.get(PATH).handler(c -> answer(c.request(), c.response()));
  }

  private void answer(HttpServerRequest request, HttpServerResponse response) {
    String key = request.getParam("key");
    if (key == null || key.isEmpty()) {
      JsonAnswer.send(
          response, 400, Refused.body("No write key; expected one as in " + PATH + "?key=demo."));
    } else if (!writeKeys.knows(key)) {
      JsonAnswer.send(response, 404, Refused.body("There is no source with this write key."));
    } else {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("key", key);
      body.set("calls", debugger.newest(key));
      JsonAnswer.send(response, 200, body);
    }
  }
}
