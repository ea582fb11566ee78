package io.rtoto.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.rtoto.bench.Settled.Quantiles;
import java.util.Map;

/**
 * How long it takes until who looks at a product is recommended what goes with it, and until what
 * was learned from a look is part of that.
 *
 * @param load what the job was put to
 * @param machine what it was measured on
 * @param looks how many were measured
 * @param undecided how many of them brought no recommendation: they are not part of the times
 * @param millis from the moment at which a look was due to be sent to the moment at which a reader
 *     of topic {@code decisions} had its recommendation, in milliseconds
 * @param insideMillis from the moment at which a look was handed to Kafka's client to the moment at
 *     which the job handed the recommendation to its own, in whole milliseconds: what the job
 *     takes, and the way of the look to the broker and from there
 * @param pairs how many products were looked at together for the first time
 * @param unlearned of how many nobody was shown the other who looked at the first within {@value
 *     #PATIENCE_MILLIS} ms
 * @param learningMillis from the moment at which the look at the second was due to the moment at
 *     which a reader had a recommendation to look at it, for somebody else who looks at the first,
 *     as someone does a hundred times a second
 */
@JsonPropertyOrder({
  "load",
  "machine",
  "looks",
  "undecided",
  "millis",
  "insideMillis",
  "pairs",
  "unlearned",
  "learningMillis"
})
record AnswerTimes(
    Load load,
    Machine machine,
    long looks,
    long undecided,
    Quantiles millis,
    Quantiles insideMillis,
    int pairs,
    int unlearned,
    Quantiles learningMillis) {
  static final int PATIENCE_MILLIS = 500;

  /**
   * What the job was put to.
   *
   * @param products how many the shop sells
   * @param looksPerSecond at which pace products are looked at
   * @param warmUp how many looks come before, as fast as the job takes them
   * @param seconds for how long it is measured
   * @param parallelism of every operator
   * @param flink settings of Flink, stronger than those of the bench
   */
  record Load(
      int products,
      int looksPerSecond,
      int warmUp,
      int seconds,
      int parallelism,
      Map<String, String> flink) {
    /** So long they come at their pace before anything is measured: at first nobody hurries. */
    private static final int SETTLING_SECONDS = 10;

    /** All looks. */
    long looks() {
      return firstMeasured() + (long) looksPerSecond * seconds;
    }

    long firstMeasured() {
      return warmUp + (long) looksPerSecond * SETTLING_SECONDS;
    }
  }
}
