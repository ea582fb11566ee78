package io.rtoto.schemas.rulebundles;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The keys that rules are signed by: Ed25519 (RFC 8032), written in base64. */
public final class RuleKeys {
  static final String ALGORITHM = "Ed25519";

  private RuleKeys() {}

  /** A new pair. */
  public static KeyPair create() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw unknown(e);
    }
  }

  /** As it is written: of the public key its X.509 form, of the private one its PKCS #8 form. */
  public static String written(Key key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /**
   * The public key that is written so.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static PublicKey publicKey(String written) {
    try {
      return factory().generatePublic(new X509EncodedKeySpec(decoded(written)));
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException(
          "The key is no public key of Ed25519 in base64. Maybe it was cut short.", e);
    }
  }

  /**
   * The private key that is written so.
   *
   * @throws IllegalArgumentException when it is none; the message does not tell it
   */
  public static PrivateKey privateKey(String written) {
    try {
      return factory().generatePrivate(new PKCS8EncodedKeySpec(decoded(written)));
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException(
          "The key is no private key of Ed25519 in base64. Maybe it was cut short.", e);
    }
  }

  private static byte[] decoded(String written) {
    return Base64.getDecoder().decode(written.strip());
  }

  private static KeyFactory factory() {
    try {
      return KeyFactory.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw unknown(e);
    }
  }

  static IllegalStateException unknown(GeneralSecurityException e) {
    return new IllegalStateException("Java has " + ALGORITHM + " from 15 on; this one says no.", e);
  }
}
