package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** Answers {@code GET /v1/debugger?key=...}: the newest calls of a write key. */
final class DebuggerPage {
  private static final String PATH = "/v1/debugger";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final Debugger debugger;
  private final WriteKeys writeKeys;

  DebuggerPage(Debugger debugger, WriteKeys writeKeys) {
    this.debugger = debugger;
    this.writeKeys = writeKeys;
  }

  /** Adds the route for whoever sits at this machine. */
  void mountForThisMachine(Router router) {
    router
        .get(PATH)
        .handler(
            c -> {
              if (isOfThisMachine(c.request()) || writeKeys.isServer(c.request())) {
                answer(c.request(), c.response());
              } else {
                JsonAnswer.send(
                    c.response(),
                    403,
                    Refused.body(
                        "The debugger answers on this machine only, and to a server's key. Maybe ask"
                            + " the management port."));
              }
            });
  }

  /** Adds the route for operators. */
  void mountForOperators(Router router) {
    router.get(PATH).handler(c -> answer(c.request(), c.response()));
  }

  /**
   * A browser's key is known to every visitor, so it opens nothing here. Who came by a proxy may
   * sit anywhere, and so may a page whose name was made to lead to this machine.
   */
  private static boolean isOfThisMachine(HttpServerRequest request) {
    SocketAddress from = request.remoteAddress();
    HostAndPort asked = request.authority();
    return from != null
        && isThisMachine(from)
        && asked != null
        && THIS_MACHINE.contains(asked.host())
        && !request.headers().contains("Forwarded")
        && !request.headers().contains("X-Forwarded-For");
  }

  private static boolean isThisMachine(SocketAddress address) {
    try {
      // An address is not looked up.
      return InetAddress.getByName(address.hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
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
