package io.rtoto.gateway.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the proofs that servers give their pages: JSON Web Tokens (RFC 7519), signed with
 * HMAC-SHA-256 by the SHA-256 of a server key's secret. The claims are {@code tenant}, {@code
 * userId}, {@code anonymousId} and {@code exp}; the header {@code kid} may name the key.
 *
 * <p>Threads may share one.
 */
public final class Proofs {
  /** How far ahead a proof may run out: one that is stolen is of use no longer. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  /** How far a server's clock may be ahead of ours. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

  private static final int MOST_CHARACTERS = 4096;

  private final Keys keys;
  private final InstantSource clock;

  /** Proofs by those keys. */
  public Proofs(Keys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** What a proof proves; empty when it is none, or does not count any more. */
  public Optional<Proof> verify(String token) {
    if (token.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      SignedJWT signed = SignedJWT.parse(token);
      return JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm()) && isGenuine(signed)
          ? proof(signed.getJWTClaimsSet())
          : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  private boolean isGenuine(SignedJWT signed) throws JOSEException {
    String keyId = signed.getHeader().getKeyID();
    Instant now = clock.instant();
    for (WriteKey key : keys.ring().keys()) {
      if (key.isServer() && key.countsAt(now) && (keyId == null || keyId.equals(key.id()))) {
        for (String hash : key.secretHashes()) {
          if (signed.verify(new MACVerifier(HexFormat.of().parseHex(hash)))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private Optional<Proof> proof(JWTClaimsSet claims) throws ParseException {
    String userId = claims.getStringClaim("userId");
    String anonymousId = claims.getStringClaim("anonymousId");
    return keys.ring().tenant().equals(claims.getStringClaim("tenant"))
            && inTime(claims.getExpirationTime())
            && isTold(userId)
            && isTold(anonymousId)
        ? Optional.of(new Proof(userId, anonymousId))
        : Optional.empty();
  }

  private boolean inTime(@Nullable Date expires) {
    Instant now = clock.instant();
    return expires != null
        && now.isBefore(expires.toInstant())
        && !expires.toInstant().isAfter(now.plus(LONGEST).plus(CLOCKS_APART));
  }

  private static boolean isTold(@Nullable String id) {
    return id != null && !id.isEmpty();
  }
}
