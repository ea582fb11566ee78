package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.gateway.web.JsonAnswer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What SDKs for browsers fetch before they send anything: where to, and that their source is on. No
 * other destinations are told: those are reached from the topics.
 */
final class SourceSettings {
  private static final String OF_SEGMENT = "/v1/projects/:writeKey/settings";
  private static final String OF_RUDDERSTACK = "/sourceConfig";
  private static final Pattern HOST = Pattern.compile("[\\w.:\\[\\]-]{1,255}");

  private final WriteKeys writeKeys;
  private final Cors cors;

  SourceSettings(WriteKeys writeKeys, Cors cors) {
    this.writeKeys = writeKeys;
    this.cors = cors;
  }

  /** Adds the routes. */
  void mount(Router router) {
    for (String path : List.of(OF_SEGMENT, OF_RUDDERSTACK, OF_RUDDERSTACK + "/")) {
      router
          .route(HttpMethod.OPTIONS, path)
          .handler(c -> cors.preflight(c.request(), c.response(), HttpMethod.GET));
    }
    router
        .get(OF_SEGMENT)
        .handler(c -> answerSegment(c.request(), c.response(), c.pathParam("writeKey")));
    for (String path : List.of(OF_RUDDERSTACK, OF_RUDDERSTACK + "/")) {
      router.get(path).handler(c -> answerRudderStack(c.request(), c.response()));
    }
  }

  private void answerSegment(
      HttpServerRequest request, HttpServerResponse response, String writeKey) {
    if (!writeKeys.knows(writeKey)) {
      answer(request, response, 404, Refused.body("There is no source with this write key."));
      return;
    }
    ObjectNode settings = object();
    settings
        .putObject("integrations")
        .putObject("Segment.io")
        .put("apiKey", writeKey)
        .put("apiHost", host(request) + "/v1")
        .put("protocol", scheme(request))
        .put("addBundledMetadata", true)
        .putArray("unbundledIntegrations");
    ObjectNode plan = settings.putObject("plan");
    for (String call : List.of("track", "identify", "group")) {
      plan.putObject(call).putObject("__default").put("enabled", true).putObject("integrations");
    }
    settings.put("analyticsNextEnabled", true);
    // The SDK measures itself only as often as it is told to.
    settings.putObject("metrics").put("sampleRate", 0);
    settings.putObject("edgeFunction");
    settings.putObject("middlewareSettings");
    settings.putObject("enabledMiddleware");
    settings.putArray("remotePlugins");
    answer(request, response, 200, settings);
  }

  private void answerRudderStack(HttpServerRequest request, HttpServerResponse response) {
    String writeKey;
    try {
      writeKey = writeKeys.check(request, JsonNodeFactory.instance.missingNode()).id();
    } catch (Refused refused) {
      answer(request, response, refused.status(), Refused.body(refused.sentence()));
      return;
    }
    ObjectNode settings = object();
    ObjectNode source =
        settings
            .putObject("source")
            .put("id", writeKey)
            .put("name", writeKey)
            .put("writeKey", writeKey)
            .put("workspaceId", "rtoto")
            .put("enabled", true);
    source.putArray("connections");
    source.putArray("destinations");
    source.putObject("dataplanes");
    ObjectNode about = source.putObject("config").putObject("statsCollection");
    about.putObject("errors").put("enabled", false);
    about.putObject("metrics").put("enabled", false);
    answer(request, response, 200, settings);
  }

  private void answer(
      HttpServerRequest request, HttpServerResponse response, int status, ObjectNode body) {
    cors.allow(request, response);
    // It names the address that this one asked for: not to be kept.
    JsonAnswer.send(response, status, body);
  }

  /** As the browser knows us: behind a proxy, what the proxy was asked for. */
  private static String host(HttpServerRequest request) {
    String asked = request.getHeader("X-Forwarded-Host");
    if (asked != null && HOST.matcher(asked).matches()) {
      return asked;
    }
    HostAndPort authority = request.authority();
    return authority == null ? "localhost" : authority.toString();
  }

  private static String scheme(HttpServerRequest request) {
    return "https".equals(request.getHeader("X-Forwarded-Proto")) ? "https" : request.scheme();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
