package io.rtoto.schemas.scorecards;

import com.fasterxml.jackson.annotation.JsonValue;

/** How an interval that holds at all times was made. */
public enum Method {
  /** Of shares, exact: mixtures of likelihood ratios of both arms, multiplied. */
  BETA_BINOMIAL_MIXTURE("beta-binomial-mixture"),
  /** Of means, in the limit of many customers: Robbins' normal mixture. */
  ASYMPTOTIC_NORMAL_MIXTURE("asymptotic-normal-mixture");

  private final String wireName;

  Method(String wireName) {
    this.wireName = wireName;
  }

  /** The name in messages. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
