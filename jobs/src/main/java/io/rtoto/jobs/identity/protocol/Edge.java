package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;

/**
 * That two identifiers were seen together, as one of them knows it. What is known only grows: later
 * times take the place of earlier ones.
 *
 * @param to the other identifier
 * @param seenAt when they were last seen together, in milliseconds since 1970
 * @param provenAt when they last were so by proof (a server said it, or a signed token), in
 *     milliseconds since 1970; {@link #NEVER} before
 */
public record Edge(Identifier to, long seenAt, long provenAt) {
  /** Before all times. */
  public static final long NEVER = Long.MIN_VALUE;

  static Edge seen(Identifier to, long at, boolean proven) {
    return new Edge(to, at, proven ? at : NEVER);
  }

  Edge with(Edge other) {
    return seenAt >= other.seenAt && provenAt >= other.provenAt
        ? this
        : new Edge(to, Math.max(seenAt, other.seenAt), Math.max(provenAt, other.provenAt));
  }

  boolean isProven() {
    return provenAt != NEVER;
  }

  boolean leadsToUser() {
    return isUser(to);
  }

  static boolean isUser(Identifier identifier) {
    return identifier.isOf(IdentifierType.USER_ID);
  }
}
