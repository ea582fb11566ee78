package io.rtoto.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.rtoto.bench.Settled.Quantiles;
import java.util.Map;

/**
 * How long it takes from an event that a page sends to what the page is recommended upon it, all
 * parts running: the way of every offer, of which most events bring none. All times are in
 * milliseconds, of the looks that brought something.
 *
 * @param load what it was put to
 * @param machine what it was measured on
 * @param looks how many were measured
 * @param undecided how many of them brought no recommendation: they are not part of the times
 * @param lost how many recommendations never reached their page
 * @param beforeAnswer how many the page had before the answer to the look that brought them
 * @param acceptedToPage from the answer 200 to the moment at which the page had the recommendation;
 *     less than zero where that came first
 * @param sentToPage from the moment at which a look was due to be sent to that one
 * @param sentToAccepted from that first moment to the answer, of all looks
 * @param sentToDecided from the moment at which a look was sent to the one at which the job handed
 *     the decision to Kafka's client, in whole milliseconds
 * @param decidedToPage from there to the page
 */
@JsonPropertyOrder({
  "load",
  "machine",
  "looks",
  "undecided",
  "lost",
  "beforeAnswer",
  "acceptedToPage",
  "sentToPage",
  "sentToAccepted",
  "sentToDecided",
  "decidedToPage"
})
record OfferTimes(
    Load load,
    Machine machine,
    int looks,
    int undecided,
    int lost,
    int beforeAnswer,
    Quantiles acceptedToPage,
    Quantiles sentToPage,
    Quantiles sentToAccepted,
    Quantiles sentToDecided,
    Quantiles decidedToPage) {

  /**
   * What it is put to.
   *
   * @param sessions how many pages are open, each of a visitor of its own
   * @param eventsPerSecond at which pace they send looks at products
   * @param seconds for how long it is measured
   * @param warmUp how many looks of passers-by come before, as fast as they are taken
   * @param products how many the shop sells
   * @param parallelism of every operator of the job
   * @param flink settings of Flink, stronger than those of the bench
   */
  record Load(
      int sessions,
      int eventsPerSecond,
      int seconds,
      int warmUp,
      int products,
      int parallelism,
      Map<String, String> flink) {
    /** So long they come at their pace before anything is measured: at first nobody hurries. */
    private static final int SETTLING_SECONDS = 20;

    /** All looks of the pages that are open. */
    int looks() {
      return firstMeasured() + eventsPerSecond * seconds;
    }

    int firstMeasured() {
      return eventsPerSecond * SETTLING_SECONDS;
    }
  }
}
