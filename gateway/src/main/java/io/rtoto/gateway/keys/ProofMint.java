package io.rtoto.gateway.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.rtoto.schemas.Sha256;
import java.time.Instant;
import java.util.Date;

/**
 * Makes proofs, as a shop's server does once its visitor has signed in.
 *
 * @param serverKey a server's key as it is presented, {@code ID.SECRET}
 * @param tenant whose key it is
 */
public record ProofMint(String serverKey, String tenant) {
  /**
   * A proof.
   *
   * @param expires when it runs out; at most {@link Proofs#LONGEST} ahead, or nobody believes it
   */
  public String mint(Proof proof, Instant expires) {
    int dot = serverKey.lastIndexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("Expected a server's key, as ID.SECRET.");
    }
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(serverKey.substring(0, dot)).build(),
            new JWTClaimsSet.Builder()
                .claim("tenant", tenant)
                .claim("userId", proof.userId())
                .claim("anonymousId", proof.anonymousId())
                .expirationTime(Date.from(expires))
                .build());
    try {
      token.sign(new MACSigner(Sha256.of(serverKey.substring(dot + 1))));
    } catch (JOSEException e) {
      throw new IllegalStateException("256 bits sign by HMAC-SHA-256; this library says no.", e);
    }
    return token.serialize();
  }

  /** Without the secret: it may be logged. */
  @Override
  public String toString() {
    return "ProofMint[" + tenant + "]";
  }
}
