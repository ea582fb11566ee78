package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who may write. A write key is an identifier of a source, known to every visitor of its pages, and
 * no secret.
 */
final class WriteKeys {
  private static final String BASIC = "basic ";

  private final Set<String> known;

  WriteKeys(Collection<String> known) {
    this.known = Set.copyOf(known);
  }

  /**
   * The first key that the request names: the Basic user, {@code X-Write-Key}, the query, the body,
   * the calls of its batch.
   *
   * @throws Refused when it names none, or one that we do not know
   */
  String check(HttpServerRequest request, JsonNode body) {
    String key =
        named(request)
            .or(() -> told(body.path("writeKey").textValue()))
            .or(() -> ofCalls(body.path("batch")))
            .orElseThrow(
                () ->
                    new Refused(
                        401,
                        "No write key; expected it as the user of Basic authorization, in"
                            + " X-Write-Key, as ?writeKey=, or as writeKey in the body or its calls."));
    if (!known.contains(key)) {
      throw new Refused(
          401,
          "The write key is not known here. Maybe it belongs to another environment, or is missing"
              + " in RTOTO_WRITE_KEYS.");
    }
    return key;
  }

  /** The key that the request names outside its body, when we know it. */
  Optional<String> knownIn(HttpServerRequest request) {
    try {
      return named(request).filter(known::contains);
    } catch (Refused unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> named(HttpServerRequest request) {
    return basicUser(request.getHeader("Authorization"))
        .or(() -> told(request.getHeader("X-Write-Key")))
        .or(() -> told(request.getParam("writeKey")));
  }

  /** Whether that key may write. */
  boolean knows(String key) {
    return known.contains(key);
  }

  /** Whoever may write by one key might not by another: the calls must agree. */
  private static Optional<String> ofCalls(JsonNode batch) {
    Set<String> keys = new TreeSet<>();
    for (JsonNode call : batch) {
      told(call.path("writeKey").textValue()).ifPresent(keys::add);
    }
    if (keys.size() > 1) {
      throw new Refused(
          401,
          "The calls of the batch name "
              + keys.size()
              + " write keys; expected one. Maybe send a batch for each.");
    }
    return keys.stream().findFirst();
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
