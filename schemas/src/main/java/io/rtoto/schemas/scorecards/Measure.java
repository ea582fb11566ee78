package io.rtoto.schemas.scorecards;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is compared between customers who are told and customers who are held out. */
public enum Measure {
  /** The share of customers who order within the window. */
  CONVERSION,
  /** What a customer orders for within the window. */
  REVENUE;

  /** The name in messages. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
