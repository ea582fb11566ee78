package io.rtoto.gateway.collect;

/** How much a request may hold: the documented limits of the Segment HTTP API, ours where told. */
final class Limits {
  /** Of one call, in bytes, after decompression. */
  static final int EVENT_BYTES = 32 * 1024;

  /** Of a batch, in bytes, after decompression. */
  static final int BATCH_BYTES = 500 * 1024;

  /** Calls in a batch (Segment: 2,500; the reader answers for each, so fewer here). */
  static final int BATCH_EVENTS = 500;

  /** Levels of JSON: 32 of a call, 2 of the batch around it. */
  static final int NESTING = 34;

  /** Names in one object: no call has more, and a table of many costs more than it tells. */
  static final int OBJECT_NAMES = 256;

  /** Digits of a number: no price has more, and parsing longer ones costs more than linear time. */
  static final int NUMBER_DIGITS = 64;

  /**
   * Of all messages that one batch becomes, in bytes. The context of a batch is repeated in each of
   * its calls, so that a small batch could become a large one.
   */
  static final int MERGED_BYTES = 4 * BATCH_BYTES;

  private Limits() {}
}
