package io.rtoto.gateway.logins;

import io.rtoto.gateway.keys.Secrets;
import io.rtoto.schemas.Sha256;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes of six digits that an app on a phone shows: TOTP (RFC 6238) with HMAC-SHA-1 and steps
 * of 30 s, which is what all such apps know. A code of the step before or after is taken too, for
 * clocks that are apart.
 */
final class LoginCodes {
  private static final int STEP_SECONDS = 30;
  private static final int SECRET_BYTES = 20;
  private static final int CODES = 1_000_000;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BASE32_BITS = 5;
  private static final Pattern SECRET = Pattern.compile("[A-Z2-7]{32}");

  private LoginCodes() {}

  /** A new secret of 160 bits, in Base32 (RFC 4648), as apps take it. */
  static String newSecret() {
    byte[] bytes = Arrays.copyOf(Sha256.of(Secrets.create()), SECRET_BYTES);
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte one : bytes) {
      held = (held << Byte.SIZE) | Byte.toUnsignedInt(one);
      for (bits += Byte.SIZE; bits >= BASE32_BITS; bits -= BASE32_BITS) {
        text.append(BASE32.charAt((held >>> (bits - BASE32_BITS)) & ((1 << BASE32_BITS) - 1)));
      }
      held &= (1 << bits) - 1;
    }
    return text.toString();
  }

  /** Whether that is a secret as {@link #newSecret} makes it. */
  static boolean isSecret(String text) {
    return SECRET.matcher(text).matches();
  }

  /** What an app is shown, as a picture or a link. */
  static String uri(String user, String secret) {
    return "otpauth://totp/RTOTO:"
        + URLEncoder.encode(user, StandardCharsets.UTF_8)
        + "?secret="
        + secret
        + "&issuer=RTOTO";
  }

  /**
   * Of which step a code is.
   *
   * @param last the step whose code was used last: a code counts once
   * @return empty when it is none of the steps around that time, or of one that was used
   */
  static OptionalLong step(String secret, String code, Instant at, long last) {
    long now = Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    for (long step = Math.max(now - 1, last + 1); step <= now + 1; step++) {
      if (code(secret, step).equals(code)) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  /** The code of a step: RFC 4226, 5.3. */
  static String code(String secret, long step) {
    byte[] hash;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA1"));
      hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA1; this one says no.", e);
    }
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    return "%06d".formatted(number % CODES);
  }

  private static byte[] bytes(String secret) {
    ByteBuffer bytes = ByteBuffer.allocate(secret.length() * BASE32_BITS / Byte.SIZE);
    int held = 0;
    int bits = 0;
    for (int i = 0; i < secret.length(); i++) {
      held = (held << BASE32_BITS) | BASE32.indexOf(secret.charAt(i));
      bits += BASE32_BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes.put((byte) (held >>> bits));
        held &= (1 << bits) - 1;
      }
    }
    return bytes.array();
  }
}
