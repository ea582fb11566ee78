package io.rtoto.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * What it costs.
 *
 * @param load what the job was put to
 * @param machine what it was measured on
 * @param whole the figures to compare with others
 * @param groups CPU time for each event by group of threads, in microseconds; the compilers' is
 *     told here but is not part of the whole
 * @param memory what the job's process took
 * @param decisions how many decisions were made, from the first event to the last: none would mean
 *     that the rules were not asked
 */
@JsonPropertyOrder({"load", "machine", "whole", "groups", "memory", "decisions"})
record Measurement(
    Load load,
    Machine machine,
    Whole whole,
    Map<String, Double> groups,
    Memory memory,
    long decisions) {

  /**
   * The whole job.
   *
   * @param cpuMicrosPerEvent CPU time of the job's process for each event, in microseconds, without
   *     the JVM's compilers
   * @param eventsPerSecond by the clock on the wall
   * @param stateBytesPerCustomer size of a savepoint, by customers
   */
  record Whole(double cpuMicrosPerEvent, double eventsPerSecond, double stateBytesPerCustomer) {}

  /**
   * Memory of the job's process, in MB of 2^20 bytes.
   *
   * @param peakResident the most that was resident at a time
   * @param heapAfterCollection what the last garbage collections left in the heap
   * @param state size of a savepoint
   */
  record Memory(long peakResident, long heapAfterCollection, long state) {}

  Measurement withDecisions(long made) {
    return new Measurement(load, machine, whole, groups, memory, made);
  }
}
