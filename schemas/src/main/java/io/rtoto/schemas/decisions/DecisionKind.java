package io.rtoto.schemas.decisions;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a decision asks to be done. */
public enum DecisionKind {
  /** Show these products now. */
  RECOMMENDATION("recommendation"),
  /** Make the customer this offer. */
  OFFER("offer"),
  /** Tell the account's owner. */
  ALERT("alert"),
  /** Give an agent this task. */
  TASK("task"),
  /** Do nothing but remember that it was so, or would have been but for a hold-out. */
  RECORD("record");

  private final String wireName;

  DecisionKind(String wireName) {
    this.wireName = wireName;
  }

  /** The name in messages. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
