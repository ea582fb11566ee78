package io.rtoto.schemas.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What became of an offer, as the visitor's browser tells it, or the gateway where none can. */
public enum OfferOutcome {
  SHOWN("shown", "Offer Shown"),
  CLICKED("clicked", "Offer Clicked"),
  DISMISSED("dismissed", "Offer Dismissed"),
  EXPIRED("expired", "Offer Expired"),
  /** Its time ran out, and there was no session that it could be sent to. */
  UNDELIVERED("undelivered", "Offer Undelivered");

  private final String wireName;
  private final String eventName;

  OfferOutcome(String wireName, String eventName) {
    this.wireName = wireName;
    this.eventName = eventName;
  }

  /** The name in messages. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The event by which it is told. */
  public String eventName() {
    return eventName;
  }

  /** What an event of that name tells; nothing when it is about something else. */
  public static Optional<OfferOutcome> ofEvent(String eventName) {
    return Arrays.stream(values()).filter(one -> one.eventName.equals(eventName)).findFirst();
  }
}
