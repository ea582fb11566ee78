package io.rtoto.gateway.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Session tokens, and the tickets that stand in a URL because an EventSource can set no header:
 * JSON Web Tokens (RFC 7519), signed with HMAC-SHA-256. A ticket is good once, for 30 seconds; it
 * remembers which ones were used until they would have run out anyway.
 *
 * <p>Only for the event loop.
 */
final class SessionTokens {
  static final Duration TOKEN_LASTS = Duration.ofMinutes(15);
  static final Duration TICKET_LASTS = Duration.ofSeconds(30);

  private static final String TOKEN = "sse";
  private static final String TICKET = "sse-ticket";

  /** The time of issue to the second, as the standard has it, is too coarse for a sign-out. */
  private static final String ISSUED_AT_MILLIS = "iat_ms";

  private final SessionKeys keys;
  // Of this process: its serial numbers are no other's.
  private final String instance;
  private long serials;
  // Newest last, with when each runs out.
  private final Map<String, Instant> usedTickets = new LinkedHashMap<>();
  // Browsers that signed out, and when.
  private final Map<String, Instant> signedOut = new LinkedHashMap<>();

  SessionTokens(SessionKeys keys) {
    this.keys = keys;
    this.instance = SigningKey.create(Instant.EPOCH).id();
  }

  /** What no other session and no other token is called. */
  String serial() {
    return instance + "-" + ++serials;
  }

  /**
   * A token of a session.
   *
   * @param customerId whose it is now; it is looked up again whenever it is used
   */
  String token(Visitor visitor, String customerId, Instant now) {
    return signed(visitor, customerId, TOKEN, TOKEN_LASTS, now);
  }

  /** A ticket of a session. */
  String ticket(Visitor visitor, String customerId, Instant now) {
    return signed(visitor, customerId, TICKET, TICKET_LASTS, now);
  }

  /** Whose token that is; nothing when it is none of ours, has run out or was taken back. */
  Optional<Visitor> readToken(String token, Instant now) {
    return claims(token, TOKEN, now).flatMap(this::visitor);
  }

  /** Whose ticket that is, which from now on is used; nothing when it was, or as of a token. */
  Optional<Visitor> useTicket(String ticket, Instant now) {
    return claims(ticket, TICKET, now)
        .filter(claims -> claims.getJWTID() != null)
        .filter(
            claims ->
                usedTickets.put(claims.getJWTID(), claims.getExpirationTime().toInstant()) == null)
        .flatMap(this::visitor);
  }

  /** Takes back all tokens and tickets that the browser has by now. */
  void end(Visitor visitor, Instant now) {
    signedOut.remove(visitor.device().hash());
    signedOut.put(visitor.device().hash(), now);
  }

  /** Forgets what has run out. */
  void forget(Instant now) {
    forget(usedTickets, now);
    forget(signedOut, now.minus(TOKEN_LASTS));
  }

  private static void forget(Map<String, Instant> times, Instant before) {
    Iterator<Instant> oldest = times.values().iterator();
    while (oldest.hasNext() && oldest.next().isBefore(before)) {
      oldest.remove();
    }
  }

  private String signed(
      Visitor visitor, String customerId, String audience, Duration lasts, Instant now) {
    SigningKey key = keys.signing(now);
    Identifier user = visitor.user();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.id()).build(),
            new JWTClaimsSet.Builder()
                .audience(audience)
                .claim("tenant", visitor.tenant())
                .claim("sid", visitor.sid())
                .claim("customer", customerId)
                .claim("deviceId", visitor.device().hash())
                .claim("user", user == null ? null : user.hash())
                .claim("origin", visitor.origin())
                .issueTime(Date.from(now))
                .claim(ISSUED_AT_MILLIS, now.toEpochMilli())
                .expirationTime(Date.from(now.plus(lasts)))
                .jwtID(serial())
                .build());
    try {
      token.sign(new MACSigner(key.bytes()));
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java cannot sign with HMAC-SHA-256.", e);
    }
    return token.serialize();
  }

  private Optional<JWTClaimsSet> claims(String token, String audience, Instant now) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      Optional<SigningKey> key = keys.named(signed.getHeader().getKeyID());
      if (!signed.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
          || key.isEmpty()
          || !signed.verify(new MACVerifier(key.get().bytes()))) {
        return Optional.empty();
      }
      JWTClaimsSet claims = signed.getJWTClaimsSet();
      Date expires = claims.getExpirationTime();
      return claims.getAudience().equals(List.of(audience))
              && expires != null
              && now.isBefore(expires.toInstant())
          ? Optional.of(claims)
          : Optional.empty();
    } catch (ParseException | JOSEException notOurs) {
      return Optional.empty();
    }
  }

  private Optional<Visitor> visitor(JWTClaimsSet claims) {
    String sid = text(claims, "sid");
    String tenant = text(claims, "tenant");
    String device = text(claims, "deviceId");
    String origin = text(claims, "origin");
    if (sid == null || tenant == null || device == null || origin == null) {
      return Optional.empty();
    }
    String user = text(claims, "user");
    return isSignedOut(device, claims)
        ? Optional.empty()
        : Optional.of(
            new Visitor(
                tenant,
                sid,
                new Identifier(IdentifierType.ANONYMOUS_ID, device),
                user == null ? null : new Identifier(IdentifierType.USER_ID, user),
                origin));
  }

  private boolean isSignedOut(String device, JWTClaimsSet claims) {
    Instant at = signedOut.get(device);
    return at != null
        && !(claims.getClaim(ISSUED_AT_MILLIS) instanceof Long millis
            && millis > at.toEpochMilli());
  }

  private static @Nullable String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? text : null;
  }
}
