package io.rtoto.schemas.events;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of an offer, as the visitor's browser tells it. */
public enum OfferOutcome {
  SHOWN("shown"),
  CLICKED("clicked"),
  DISMISSED("dismissed"),
  EXPIRED("expired");

  private final String wireName;

  OfferOutcome(String wireName) {
    this.wireName = wireName;
  }

  /** The name in messages. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
