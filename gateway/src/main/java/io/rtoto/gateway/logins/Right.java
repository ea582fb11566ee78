package io.rtoto.gateway.logins;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody may do. Which role may is told by {@link Role}. */
public enum Right {
  /** See what happens: figures, the live page, the debugger. */
  WATCH,
  /** Look up customers. */
  CUSTOMERS,
  /** Order that two identifiers are not one customer. */
  UNMERGE,
  /** Read rules with their sources and scorecards. */
  RULES,
  /** Check, try and publish rules, rehearse them, and take them back. */
  PUBLISH_RULES,
  /** Approve what another wrote. */
  APPROVE_RULES;

  /** The name in messages. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it changes nothing, so that guests may have it. */
  boolean isReading() {
    return this == WATCH || this == CUSTOMERS || this == RULES;
  }
}
