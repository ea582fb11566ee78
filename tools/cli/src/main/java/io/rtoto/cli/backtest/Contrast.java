package io.rtoto.cli.backtest;

import io.rtoto.jobs.engagement.Hindsight.Stretch;

/**
 * What came of one customer on either side.
 *
 * @param customerId who
 * @param events how many events took part
 * @param compared how many of them lie in the time that is compared
 * @param looks how many of those are looks at a product
 * @param base by the rules as they are
 * @param candidate by the rules as they may be
 * @param cost what it took
 */
record Contrast(
    String customerId,
    long events,
    long compared,
    long looks,
    Stretch base,
    Stretch candidate,
    Cost cost) {

  /**
   * CPU time of the thread, in nanoseconds.
   *
   * @param reading to read the events
   * @param warmUp to go through the time before the comparison
   * @param base to go through the time that is compared, by the rules as they are
   * @param candidate the same, by the rules as they may be
   */
  record Cost(long reading, long warmUp, long base, long candidate) {
    static final Cost NONE = new Cost(0, 0, 0, 0);

    Cost plus(Cost other) {
      return new Cost(
          reading + other.reading,
          warmUp + other.warmUp,
          base + other.base,
          candidate + other.candidate);
    }
  }
}
