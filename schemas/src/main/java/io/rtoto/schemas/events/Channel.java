package io.rtoto.schemas.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A way to reach a customer; consent is given and withdrawn by channel. */
public enum Channel {
  /** The page or app that the customer has open. */
  WEB,
  EMAIL,
  SMS,
  /** A notification of an app or browser. */
  PUSH,
  /** The messenger. */
  LINE,
  PHONE,
  /** On paper. */
  MAIL,
  /** At the counter. */
  STORE;

  /** The name in messages and in the rule library. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
