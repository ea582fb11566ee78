package io.rtoto.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.rtoto.bench.Settled.Quantiles;

/**
 * What open streams cost a gateway, how soon offers reach them, and what a restart does to them.
 *
 * @param load what the gateway was put to
 * @param machine what it was measured on
 * @param bytesPerSession by how much the gateway's process grew with each idle stream, of its
 *     resident memory, once it had collected its garbage
 * @param offers how many offers were decided
 * @param lost how many of them never reached their page
 * @param twice how many came more than once
 * @param millis from the moment at which a decision was handed to Kafka's client to the moment at
 *     which its page had it, of those that were decided while the gateway ran, in milliseconds
 * @param downSeconds from the moment at which the gateway was told to stop to the moment at which
 *     the next one answered
 * @param reconnectedSeconds from that first moment to the one at which all pages had their stream
 *     again
 */
@JsonPropertyOrder({
  "load",
  "machine",
  "bytesPerSession",
  "offers",
  "lost",
  "twice",
  "millis",
  "downSeconds",
  "reconnectedSeconds"
})
record SessionCost(
    Load load,
    Machine machine,
    long bytesPerSession,
    int offers,
    int lost,
    int twice,
    Quantiles millis,
    double downSeconds,
    double reconnectedSeconds) {

  /**
   * What the gateway was put to.
   *
   * @param sessions how many streams, each of a browser of its own
   * @param offersPerSecond at which pace offers are decided, each for one of the browsers
   * @param seconds for how long, before the gateway is started again; it goes on meanwhile
   */
  record Load(int sessions, int offersPerSecond, int seconds) {}
}
