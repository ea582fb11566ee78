package io.rtoto.schemas.deadletters;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a message could not be applied. */
public enum Reason {
  NOT_JSON("not_json"),
  SCHEMA("schema"),
  TOO_LARGE("too_large"),
  NEGATIVE_AMOUNT("negative_amount"),
  UNKNOWN_CURRENCY("unknown_currency"),
  NO_IDENTIFIER("no_identifier"),
  TIME_OUT_OF_RANGE("time_out_of_range"),
  ID_COLLISION("id_collision"),
  TOMBSTONE("tombstone"),
  UNTRUSTED("untrusted"),
  /** The visitor is a program: sound, and of no customer. */
  BOT("bot"),
  IDENTITY_UNPROVEN("identity_unproven"),
  NOT_ALLOWED("not_allowed");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  /** The code in messages and metrics. */
  @JsonValue
  public String code() {
    return code;
  }
}
