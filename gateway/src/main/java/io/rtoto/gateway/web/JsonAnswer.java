package io.rtoto.gateway.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Answers in JSON that nobody keeps. */
public final class JsonAnswer {
  private JsonAnswer() {}

  /** Answers with an object. */
  public static void send(HttpServerResponse response, int status, ObjectNode body) {
    send(response, status, Buffer.buffer(body.toString()));
  }

  /** Answers with JSON as it is written. */
  public static void send(HttpServerResponse response, int status, Buffer json) {
    var unused =
        response
            .setStatusCode(status)
            .putHeader("Content-Type", "application/json")
            .putHeader("Cache-Control", "no-store")
            .end(json);
  }

  /** Refuses, with a sentence. */
  public static void refuse(HttpServerResponse response, int status, String sentence) {
    send(response, status, refusal(sentence));
  }

  /** A refusal with its sentence, to which more may be put. */
  public static ObjectNode refusal(String sentence) {
    return JsonNodeFactory.instance.objectNode().put("success", false).put("message", sentence);
  }
}
