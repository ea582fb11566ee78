package io.rtoto.schemas.decisions;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which side of a comparison a customer is on, as to what one rule says. */
public enum Arm {
  /** What the rule says is said. */
  TREATED("treated"),
  /** What this rule says is not said to the customer, to learn what saying it brings. */
  HELD_OUT("held-out"),
  /** The customer hears no marketing at all, to learn what all of it brings. */
  HELD_OUT_OF_ALL("held-out-of-all");

  private final String wireName;

  Arm(String wireName) {
    this.wireName = wireName;
  }

  /** The name in messages. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
