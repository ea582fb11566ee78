package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.gateway.keys.Keys;
import io.rtoto.gateway.keys.WriteKey;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** By which key a request writes: where it may stand, and whether it counts there. */
final class WriteKeys {
  private static final String BASIC = "basic ";

  private final Keys keys;

  WriteKeys(Keys keys) {
    this.keys = keys;
  }

  /**
   * The first key that the request names: the Basic user, {@code X-Write-Key}, the query, the body,
   * the calls of its batch.
   *
   * @throws Refused when it names none, one that we do not know, or one that is not for its page
   */
  WriteKey check(HttpServerRequest request, JsonNode body) {
    String presented =
        named(request)
            .or(() -> told(body.path("writeKey").textValue()))
            .or(() -> ofCalls(body.path("batch")))
            .orElseThrow(
                () ->
                    new Refused(
                        401,
                        "No write key; expected it as the user of Basic authorization, in"
                            + " X-Write-Key, as ?writeKey=, or as writeKey in the body or its calls."));
    WriteKey key =
        keys.find(presented)
            .orElseThrow(
                () ->
                    new Refused(
                        401,
                        "The write key is not known here. Maybe it belongs to another environment,"
                            + " or is retired, or a server's lacks its secret: rtoto keys list."));
    if (key.isServer() && presented.equals(request.getParam("writeKey"))) {
      throw new Refused(
          401,
          "A server's key does not count in an address, where others read it. Maybe send it as the"
              + " user of Basic authorization; and rotate it.");
    }
    if (!key.allows(request.getHeader("Origin"))) {
      throw new Refused(
          Refused.OF_ORIGIN,
          "Pages of this origin may not use this write key. Maybe the origin is missing in its"
              + " origins: rtoto keys list.");
    }
    return key;
  }

  /** The id of the key that the request names outside its body, when we know it. */
  Optional<String> knownIn(HttpServerRequest request) {
    try {
      return named(request).flatMap(keys::find).map(WriteKey::id);
    } catch (Refused unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> named(HttpServerRequest request) {
    return ofHeaders(request).or(() -> told(request.getParam("writeKey")));
  }

  /** Whether a key has that id. */
  boolean knows(String id) {
    return keys.ring().named(id).isPresent();
  }

  /** Whether a header of the request names a server's key, with its secret. */
  boolean isServer(HttpServerRequest request) {
    try {
      return ofHeaders(request).flatMap(keys::find).filter(WriteKey::isServer).isPresent();
    } catch (Refused unreadable) {
      return false;
    }
  }

  private static Optional<String> ofHeaders(HttpServerRequest request) {
    return basicUser(request.getHeader("Authorization"))
        .or(() -> told(request.getHeader("X-Write-Key")));
  }

  /** Whoever may write by one key might not by another: the calls must agree. */
  private static Optional<String> ofCalls(JsonNode batch) {
    Set<String> named = new TreeSet<>();
    for (JsonNode call : batch) {
      told(call.path("writeKey").textValue()).ifPresent(named::add);
    }
    if (named.size() > 1) {
      throw new Refused(
          401,
          "The calls of the batch name "
              + named.size()
              + " write keys; expected one. Maybe send a batch for each.");
    }
    return named.stream().findFirst();
  }

  /** Jitsu masks the key in the body, and sends it in a header. */
  private static Optional<String> told(@Nullable String key) {
    return Optional.ofNullable(key).filter(k -> !k.isEmpty() && !k.contains("***"));
  }

  /** SDKs leave out the colon, or send a password that means nothing. */
  private static Optional<String> basicUser(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).trim());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return told(colon < 0 ? pair : pair.substring(0, colon));
    } catch (IllegalArgumentException notBase64) {
      throw new Refused(401, "Basic authorization is not Base64; expected base64(writeKey:).");
    }
  }
}
