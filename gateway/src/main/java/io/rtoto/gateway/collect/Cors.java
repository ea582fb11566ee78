package io.rtoto.gateway.collect;

import io.rtoto.gateway.keys.Keys;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Lets pages of other origins send events: without these headers a browser sends nothing, or sends
 * it and does not learn that it arrived. Only pages get them that may use some key: which one they
 * will use, a browser does not tell when it asks.
 */
final class Cors {
  /**
   * What only retries bring matters most ({@code x-retry-count} of Segment's SDK, all that begins
   * with {@code rsa-} of RudderStack's): when one is missing, the first try works and each retry is
   * lost without a trace.
   */
  private static final String REQUEST_HEADERS =
      "authorization, content-type, x-write-key, anonymousid, sentat, x-retry-count, rsa-recovered,"
          + " rsa-retry-attempt, rsa-retry-reason, rsa-since-first-attempt, rsa-since-last-attempt";

  private final Keys keys;

  Cors(Keys keys) {
    this.keys = keys;
  }

  /** Every answer, refusals too, or the page cannot read why. */
  void allow(HttpServerRequest request, HttpServerResponse response) {
    response.headers().add(HttpHeaders.VARY, "Origin");
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !keys.allowsOrigin(origin)) {
      return;
    }
    // The origin itself, since * is not allowed together with credentials.
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
  }

  /** Takes that back: the page may use some key, but not the one that it used. */
  static void withdraw(HttpServerResponse response) {
    response
        .headers()
        .remove(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
        .remove(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS)
        .remove(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS);
  }

  /** The answer to the question that a browser asks before it sends by that method. */
  void preflight(HttpServerRequest request, HttpServerResponse response, HttpMethod method) {
    allow(request, response);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !keys.allowsOrigin(origin)) {
      response.setStatusCode(Refused.OF_ORIGIN).end();
      return;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, method.name());
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "7200");
    response.setStatusCode(204).end();
  }
}
