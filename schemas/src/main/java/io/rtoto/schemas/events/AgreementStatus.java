package io.rtoto.schemas.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether what was agreed is in force. */
public enum AgreementStatus {
  ACTIVE,
  /** Not now, but it may be again: a blocked card, a policy whose premium is overdue. */
  SUSPENDED,
  /** For good: closed, cancelled or expired. */
  ENDED;

  /** The name in messages and in rules. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
