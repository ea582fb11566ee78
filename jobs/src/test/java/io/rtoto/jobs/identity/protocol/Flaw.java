package io.rtoto.jobs.identity.protocol;

/** What the cluster that runs the protocol may do wrong. */
enum Flaw {
  /** What leaves tell customers is not rolled back in a crash. */
  CUSTOMERS_ARE_TOLD_AT_LEAST_ONCE,
  /** What leaves tell customers overtakes itself. */
  CUSTOMERS_ARE_TOLD_OUT_OF_ORDER,
  /** A leaf that moves brings only what comes later. */
  NOTHING_MOVES_ALONG,
  /** A checkpoint counts before what was sent is written. */
  CHECKPOINT_BEFORE_FLUSH
}
