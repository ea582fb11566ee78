package io.rtoto.gateway.keys;

import io.rtoto.schemas.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KeyGenerator;

/** The secrets of servers' keys: 256 bits of chance, of which only a hash is kept. */
public final class Secrets {
  private static final int BITS = 256;

  private Secrets() {}

  /** A new secret, as it is handed out: letters, digits, - and _. */
  public static String create() {
    try {
      // The platform's own source of chance.
      KeyGenerator generator = KeyGenerator.getInstance("HmacSHA256");
      generator.init(BITS);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(generator.generateKey().getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256; this one says no.", e);
    }
  }

  /**
   * What is kept of a secret: its SHA-256, in hexadecimal. A slow hash is for passwords that people
   * choose; nobody guesses 256 bits.
   */
  public static String hashOf(String secret) {
    return HexFormat.of().formatHex(Sha256.of(secret));
  }

  /** Whether that is its hash; takes as long whatever the secret is. */
  static boolean matches(String hash, String secret) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(hash), Sha256.of(secret));
  }
}
