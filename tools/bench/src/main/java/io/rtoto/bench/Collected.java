package io.rtoto.bench;

import io.rtoto.bench.Settled.Quantiles;

/**
 * What it costs to take events in over HTTP.
 *
 * @param machine on which
 * @param batches how many requests a round sends
 * @param batchEvents how many events a request holds
 * @param batchBytes how long a request's body is, in bytes
 * @param connections how many requests are under way at a time
 * @param rounds how often each of both was measured, in turn
 * @param gateway which stores the events: answered when the broker has them on every replica
 * @param echo a bare server of the same framework, for the same requests
 */
record Collected(
    Machine machine,
    int batches,
    int batchEvents,
    int batchBytes,
    int connections,
    int rounds,
    Cost gateway,
    Cost echo) {

  /**
   * What a server costs: medians of its rounds.
   *
   * @param cpuMicrosPerEvent CPU time of its process for each event, without the JVM's compilers,
   *     in microseconds
   * @param eventsPerSecond how many events it answered for, each sender sending its next request
   *     when it has the answer
   * @param millis from a request to its answer, of the round in the middle, in milliseconds
   */
  record Cost(double cpuMicrosPerEvent, double eventsPerSecond, Quantiles millis) {}
}
