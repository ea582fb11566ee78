package io.rtoto.gateway;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** What every answer tells a browser not to do. */
final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  static void add(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    // Heeded only where it comes by TLS.
    headers.set("Strict-Transport-Security", "max-age=31536000");
    context.next();
  }
}
