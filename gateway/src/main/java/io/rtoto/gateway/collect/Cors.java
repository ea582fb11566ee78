package io.rtoto.gateway.collect;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Lets pages of other origins send events: without these headers a browser sends nothing, or sends
 * it and does not learn that it arrived.
 */
final class Cors {
  /**
   * {@code x-retry-count} matters most: when it is missing, the first try works and each retry is
   * lost without a trace.
   */
  private static final String REQUEST_HEADERS =
      "authorization, content-type, x-write-key, x-retry-count, anonymousid, sentat";

  private Cors() {}

  /** Every answer, refusals too, or the page cannot read why. */
  static void allow(HttpServerRequest request, HttpServerResponse response) {
    response.headers().add(HttpHeaders.VARY, "Origin");
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null) {
      return;
    }
    // The origin itself, since * is not allowed together with credentials.
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
  }

  /** The answer to the question that a browser asks before it sends by that method. */
  static void preflight(HttpServerRequest request, HttpServerResponse response, HttpMethod method) {
    allow(request, response);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, method.name());
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "7200");
    response.setStatusCode(204).end();
  }
}
