package io.rtoto.gateway.push;

import io.rtoto.schemas.Sha256;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KeyGenerator;

/**
 * A key that session tokens are signed with (HMAC-SHA-256).
 *
 * @param id what tokens call it
 * @param secret {@value #BYTES} bytes in Base64 for URLs
 * @param created since when it is there
 */
record SigningKey(String id, String secret, Instant created) {
  static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int ID_BYTES = 6;

  /** A new one, which nobody can guess. */
  static SigningKey create(Instant now) {
    try {
      KeyGenerator generator = KeyGenerator.getInstance(ALGORITHM);
      generator.init(BYTES * Byte.SIZE);
      String secret =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(generator.generateKey().getEncoded());
      // Nothing of a secret can be read off its hash.
      String id = HexFormat.of().formatHex(Sha256.of(secret), 0, ID_BYTES);
      return new SigningKey(id, secret, now);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java cannot make keys for " + ALGORITHM + ".", e);
    }
  }

  byte[] bytes() {
    return Base64.getUrlDecoder().decode(secret);
  }

  /** Nothing of the secret: it may be logged. */
  @Override
  public String toString() {
    return "SigningKey[" + id + ", " + created + "]";
  }
}
