package io.rtoto.gateway.logins;

import io.rtoto.gateway.keys.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * How passwords are kept: PBKDF2 with HMAC-SHA-256 (RFC 8018), 600,000 rounds as OWASP's cheat
 * sheet on password storage asks for (2023), and a salt of 256 bits; as {@code
 * pbkdf2-sha256:ROUNDS:SALT:HASH}. To make or to check one takes some tenths of a second.
 */
final class Passwords {
  private static final int ROUNDS = 600_000;
  private static final int MOST_ROUNDS = 10_000_000;
  private static final int BITS = 256;
  private static final int SHORTEST = 12;
  private static final int LONGEST = 200;
  private static final Pattern KEPT =
      Pattern.compile("pbkdf2-sha256:([0-9]{6,8}):([A-Za-z0-9_-]{22,64}):([A-Za-z0-9_-]{43})");

  /** What nobody's password is kept as, for whoever has none: to check it takes as long. */
  private static final String OF_NOBODY =
      "pbkdf2-sha256:" + ROUNDS + ":" + "A".repeat(43) + ":" + "A".repeat(43);

  private Passwords() {}

  /** What is wrong with a new password, as a sentence; empty when nothing is. */
  static Optional<String> objectionTo(String password) {
    int length = password.codePointCount(0, password.length());
    return length >= SHORTEST && length <= LONGEST
        ? Optional.empty()
        : Optional.of(
            "The password has %d characters; expected %d to %d. Maybe some words in a row."
                .formatted(length, SHORTEST, LONGEST));
  }

  /** Whether that is how a password is kept. */
  static boolean isKept(String text) {
    Matcher parts = KEPT.matcher(text);
    return parts.matches()
        && Integer.parseInt(parts.group(1)) >= ROUNDS
        && Integer.parseInt(parts.group(1)) <= MOST_ROUNDS;
  }

  /** A password as it is kept. */
  static String kept(String password) {
    String salt = Secrets.create();
    return "pbkdf2-sha256:" + ROUNDS + ":" + salt + ":" + hash(password, salt, ROUNDS);
  }

  /**
   * Whether that is the password.
   *
   * @param kept as it is kept; empty where there is none, which takes as long to find out
   */
  static boolean matches(Optional<String> kept, String password) {
    Matcher parts = KEPT.matcher(kept.orElse(OF_NOBODY));
    if (!parts.matches()) {
      return false;
    }
    boolean equal =
        MessageDigest.isEqual(
            parts.group(3).getBytes(StandardCharsets.US_ASCII),
            hash(password, parts.group(2), Integer.parseInt(parts.group(1)))
                .getBytes(StandardCharsets.US_ASCII));
    return equal && kept.isPresent();
  }

  private static String hash(String password, String salt, int rounds) {
    PBEKeySpec spec =
        new PBEKeySpec(
            password.toCharArray(), salt.getBytes(StandardCharsets.US_ASCII), rounds, BITS);
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                  .generateSecret(spec)
                  .getEncoded());
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      throw new IllegalStateException("Java 17 has PBKDF2WithHmacSHA256; this one says no.", e);
    } finally {
      spec.clearPassword();
    }
  }
}
