package io.rtoto.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.rtoto.bench.Settled.Quantiles;
import java.util.Map;

/**
 * What it costs to await things of customers, and how soon what did not happen is noticed.
 *
 * @param load what the job was put to
 * @param machine what it was measured on
 * @param kept what is awaited on disk, and from there
 * @param silence how late it is noticed in a silent stream
 */
@JsonPropertyOrder({"load", "machine", "kept", "silence"})
record TimerCost(Load load, Machine machine, Kept kept, Silence silence) {

  /**
   * What the job was put to.
   *
   * @param customers how many there are, of whom three things are awaited each
   * @param due of how many something is overdue when the job is started again
   * @param silent of how many something is due in the silent stream, one every 10 ms
   * @param parallelism of every operator
   * @param flink settings of Flink, stronger than those of the bench
   */
  record Load(int customers, int due, int silent, int parallelism, Map<String, String> flink) {}

  /**
   * The state of the whole job.
   *
   * @param awaitedPerCustomer how many things are awaited of a customer in the mean, by topic
   *     {@code customers}
   * @param rocksBytes of RocksDB's files while the job runs
   * @param savepointBytes of a savepoint
   * @param catchUpSeconds from the moment at which the job was started from the savepoint to the
   *     last decision on what was overdue by then
   */
  @JsonPropertyOrder({"awaitedPerCustomer", "rocksBytes", "savepointBytes", "catchUpSeconds"})
  record Kept(
      double awaitedPerCustomer, long rocksBytes, long savepointBytes, double catchUpSeconds) {}

  /**
   * What is due while nothing happens.
   *
   * @param millis from the time at which something was due to the moment at which a reader of topic
   *     {@code decisions} had what was decided, in milliseconds
   * @param unnoticed how much that was due was never noticed
   */
  @JsonPropertyOrder({"millis", "unnoticed"})
  record Silence(Quantiles millis, int unnoticed) {}
}
