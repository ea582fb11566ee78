package io.rtoto.schemas.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody has done. */
public enum AuditAction {
  LOGIN,
  LOGIN_REFUSED,
  LOGOUT,
  /** A one-time link was used: the user has a password now. */
  INVITATION_ACCEPTED,
  /** A user was made, got other roles, was disabled, or is to set a new password. */
  USER_CHANGED,
  CUSTOMERS_SEARCHED,
  CUSTOMER_VIEWED,
  LINK_CUT,
  /** Another order about who is who than a cut or an erasure. */
  IDENTITY_ORDERED,
  CUSTOMER_ERASED,
  RULES_PUBLISHED,
  RULES_PROMOTED,
  RULES_ROLLED_BACK,
  /** Rules were put beside those in force, muted. */
  RULES_REHEARSED,
  /** A rehearsal was ended, and nothing put in force. */
  RULES_DROPPED;

  /** The name in messages. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
