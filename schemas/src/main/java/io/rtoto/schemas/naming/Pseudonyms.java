package io.rtoto.schemas.naming;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Gives names that nobody can read: a keyed hash (HMAC-SHA-256) takes the place of a value. Whoever
 * has the key can tell whether a name is somebody's; nobody can read a name off its hash.
 *
 * <p>For one thread at a time.
 */
public final class Pseudonyms implements Serializable {
  private static final long serialVersionUID = 1;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int IDENTIFIER_BYTES = 16;
  private static final int CUSTOMER_BYTES = 10;

  private final String secret;
  private transient @Nullable Mac mac;

  /**
   * Pseudonyms under a key.
   *
   * @param secret the key
   */
  public Pseudonyms(String secret) {
    this.secret = secret;
  }

  /**
   * The identifier that takes the place of a name.
   *
   * @param type what kind of name it is
   * @param name the name in its canonical form
   */
  public Identifier identifier(IdentifierType type, String name) {
    return new Identifier(type, hash(type.wireName() + ":" + name, IDENTIFIER_BYTES));
  }

  /** The id of the customer whose strongest identifier that is. */
  public String customerId(Identifier strongest) {
    return "c" + hash("customer:" + strongest.typeName() + ":" + strongest.hash(), CUSTOMER_BYTES);
  }

  private String hash(String value, int bytes) {
    byte[] whole = mac().doFinal(value.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(whole, 0, bytes);
  }

  private Mac mac() {
    if (mac == null) {
      try {
        mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      } catch (NoSuchAlgorithmException | InvalidKeyException e) {
        throw new IllegalStateException("This Java cannot compute " + ALGORITHM + ".", e);
      }
    }
    return mac;
  }
}
