package io.rtoto.bench;

import java.util.Map;

/**
 * What the job is put to.
 *
 * @param customers how many there are
 * @param events how many are measured
 * @param products how many the shop sells
 * @param hot this share of all looks is at one product
 * @param parallelism of every operator
 * @param memoryMegabytes of the job's heap, and again of RocksDB
 * @param flink settings of Flink, stronger than those of the bench
 */
record Load(
    int customers,
    long events,
    int products,
    double hot,
    int parallelism,
    int memoryMegabytes,
    Map<String, String> flink) {

  /**
   * How many events come before those that are measured: each customer is visited once, and the
   * JVM's compilers have half as many events to learn from as are measured.
   */
  long warmUp() {
    return Math.max(customers, (events + 1) / 2);
  }

  /** What happens. */
  ShopTraffic traffic() {
    return new ShopTraffic(customers, all(), products, hot);
  }

  /** All events: those that warm up, then those that are measured. */
  long all() {
    return warmUp() + events;
  }
}
