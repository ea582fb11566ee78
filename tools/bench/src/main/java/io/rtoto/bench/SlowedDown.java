package io.rtoto.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.rtoto.bench.Settled.Quantiles;

/**
 * How long others wait while slow clients keep a gateway's connections.
 *
 * @param load what the gateways were put to
 * @param machine what it was measured on
 * @param hungUp how many connections the gateway closed on slow clients, who came back each time
 * @param undisturbed from the moment at which an event was due to be sent to the answer of a
 *     gateway without slow clients, in milliseconds
 * @param disturbed the same of one with them, at the same time
 */
@JsonPropertyOrder({"load", "machine", "hungUp", "undisturbed", "disturbed"})
record SlowedDown(
    Load load, Machine machine, long hungUp, Quantiles undisturbed, Quantiles disturbed) {

  /**
   * What the gateways are put to.
   *
   * @param clients how many slow ones
   * @param eventsPerSecond at which pace others send events to each of the two gateways
   * @param seconds for how long
   */
  record Load(int clients, int eventsPerSecond, int seconds) {
    /** How many events come to each gateway. */
    int events() {
      return eventsPerSecond * seconds;
    }
  }
}
