package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerResponse;

/** Answers in JSON that nobody keeps. */
final class JsonAnswer {
  private JsonAnswer() {}

  static void send(HttpServerResponse response, int status, ObjectNode body) {
    var unused =
        response
            .setStatusCode(status)
            .putHeader("Content-Type", "application/json")
            .putHeader("Cache-Control", "no-store")
            .end(body.toString());
  }
}
