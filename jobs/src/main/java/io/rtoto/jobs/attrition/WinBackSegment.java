package io.rtoto.jobs.attrition;

/** Why a shop would try to win a customer back, which says how hard. */
public enum WinBackSegment {
  /** Lost, and worth an effort. */
  HIGH_VALUE_LOST,
  /** Lost, and worth a card. */
  LOW_VALUE_LOST,
  /** Not lost yet: now is the time. */
  ABOUT_TO_BE_LOST
}
