package io.rtoto.schemas.scorecards;

import com.fasterxml.jackson.annotation.JsonValue;

/** What can be found of a rule. */
public enum FindingCode {
  /** It was asked often, and never proposed anything. Figures: {@code evaluated}. */
  NEVER_FIRED("never-fired"),
  /**
   * Nothing that it proposes is ever said, for one other rule always wins. Figures: {@code rule},
   * {@code fired}.
   */
  ALWAYS_LOSES("always-loses"),
  /** Nothing that it proposes is ever said. Figures: {@code by}, {@code fired}. */
  ALWAYS_SUPPRESSED("always-suppressed"),
  /**
   * Saying it does harm: the whole interval of its uplift of conversion lies below zero. Figures:
   * {@code low}, {@code high}.
   */
  UPLIFT_NEGATIVE("uplift-negative"),
  /**
   * Saying it helps: the whole interval of its uplift of conversion lies above zero. Figures:
   * {@code low}, {@code high}.
   */
  UPLIFT_POSITIVE("uplift-positive"),
  /**
   * It proposes at another share of its moments than before. Figures: {@code before} and {@code
   * now}, shares from 0 to 1; {@code since}, the first day (UTC) of the new share.
   */
  DRIFTING("drifting"),
  /**
   * At most of the moments at which it proposes something, another rule proposes something else for
   * the same slot: two answers to one question. Figures: {@code rule}, {@code together}, {@code
   * fired}.
   */
  CONTRADICTS("contradicts");

  private final String wireName;

  FindingCode(String wireName) {
    this.wireName = wireName;
  }

  /** The name in messages. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
