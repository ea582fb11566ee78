package io.rtoto.gateway.shop;

import io.rtoto.schemas.Sha256;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who has signed in to the demo shop: a cookie that only this server can write, and no script can
 * read. Nothing is kept here, so it outlives a restart.
 */
final class SignedIn {
  private static final String COOKIE = "rtoto_shop";
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;

  /** Signs with a key of its own, made of that secret. */
  SignedIn(String secret) {
    this.key = new SecretKeySpec(Sha256.of("rtoto demo shop cookie " + secret), HMAC);
  }

  void signIn(HttpServerResponse response, String userId) {
    String name = encoded(userId.getBytes(StandardCharsets.UTF_8));
    response.addCookie(cookie(name + "." + encoded(signature(name))));
  }

  void signOut(HttpServerResponse response) {
    response.addCookie(cookie("").setMaxAge(0));
  }

  /** The user; empty when nobody has signed in, or a cookie is not of ours. */
  Optional<String> user(HttpServerRequest request) {
    Cookie cookie = request.getCookie(COOKIE);
    if (cookie == null) {
      return Optional.empty();
    }
    String[] parts = cookie.getValue().split("\\.", -1);
    if (parts.length != 2
        || !MessageDigest.isEqual(
            encoded(signature(parts[0])).getBytes(StandardCharsets.US_ASCII),
            parts[1].getBytes(StandardCharsets.US_ASCII))) {
      return Optional.empty();
    }
    return Optional.of(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
  }

  private static Cookie cookie(String value) {
    return Cookie.cookie(COOKIE, value)
        .setPath("/shop")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private byte[] signature(String name) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(name.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256; this one says no.", e);
    }
  }
}
