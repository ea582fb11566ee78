package io.rtoto.schemas.events;

/** What became of an offer, as the visitor's browser tells it. */
public enum OfferOutcome {
  SHOWN,
  CLICKED,
  DISMISSED,
  EXPIRED
}
