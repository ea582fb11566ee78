package io.rtoto.schemas.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  /** The one of that name in messages and in rules; empty where there is none. */
  public static Optional<AgreementStatus> of(String wireName) {
    return Arrays.stream(values()).filter(one -> one.wireName().equals(wireName)).findAny();
  }

  /** The names of all. */
  public static List<String> wireNames() {
    return Arrays.stream(values()).map(AgreementStatus::wireName).toList();
  }
}
