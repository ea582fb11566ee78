package io.rtoto.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What no route answers, or none could: refused as everything else is, in JSON. */
final class Unanswered {
  private static final Logger LOG = LoggerFactory.getLogger(Unanswered.class);
  private static final int LONGEST_PATH = 80;

  private Unanswered() {}

  /** Refuses what that router has no answer to. */
  static void mount(Router router) {
    router.errorHandler(
        400, c -> refuse(c, 400, "The request cannot be read. Maybe its path is not encoded."));
    router.errorHandler(
        404, c -> refuse(c, 404, "There is nothing at " + path(c) + ". Maybe see /openapi.yaml."));
    router.errorHandler(405, c -> refuseMethod(c, methodsAt(router, c.normalizedPath())));
    router.errorHandler(
        500,
        c -> {
          LOG.error("A request failed for a reason that is ours.", c.failure());
          refuse(c, 500, "The gateway failed. Send it again.");
        });
  }

  private static void refuseMethod(RoutingContext context, String allowed) {
    context.response().putHeader("Allow", allowed);
    refuse(
        context,
        405,
        path(context)
            + " does not answer "
            + context.request().method()
            + "; expected "
            + allowed
            + ".");
  }

  private static String methodsAt(Router router, String path) {
    return router.getRoutes().stream()
        .filter(route -> isAt(route, path))
        .flatMap(route -> route.methods().stream())
        .map(Object::toString)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static boolean isAt(Route route, String path) {
    String at = route.getPath();
    Set<?> methods = route.methods();
    return at != null
        && methods != null
        && path.matches(at.replaceAll(":[A-Za-z]+", "[^/]+") + "/?");
  }

  /** Never with its query: a write key may be in it. */
  private static String path(RoutingContext context) {
    String path = context.request().path();
    return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "..." : path;
  }

  private static void refuse(RoutingContext context, int status, String sentence) {
    var unused =
        context
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", "application/json")
            .putHeader("Cache-Control", "no-store")
            .end(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("success", false)
                    .put("message", sentence)
                    .toString());
  }
}
