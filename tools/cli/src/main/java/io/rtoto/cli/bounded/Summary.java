package io.rtoto.cli.bounded;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;

/**
 * What came of a bounded run: {@code summary.json}.
 *
 * @param format of the input
 * @param lines how many lines the files have
 * @param read how many events were read from them, within the time asked for
 * @param applied events that entered a customer's memory
 * @param duplicates events that came again and were not applied again
 * @param deadLetters events that were refused, by reason
 * @param customers how many customers there are in the end
 * @param moments how often the rules were asked, by moment
 * @param noticed how often each moment came about; one that was held is asked about again, but came
 *     about once
 * @param orders what was ordered
 * @param decisions what was decided
 * @param restarts how often the job failed on the way and started again: 0 when all went well
 * @param bundleVersion the version of the rules
 * @param timeEndedAt the event time at which the run ended
 * @param seconds how long it took, from the first line to the last file
 * @param eventsPerSecond {@code read} by {@code seconds}
 */
record Summary(
    String format,
    long lines,
    long read,
    long applied,
    long duplicates,
    SortedMap<String, Long> deadLetters,
    long customers,
    SortedMap<String, Long> moments,
    SortedMap<String, Long> noticed,
    Ordered orders,
    Decided decisions,
    long restarts,
    String bundleVersion,
    Instant timeEndedAt,
    double seconds,
    double eventsPerSecond) {

  /**
   * What was ordered, before anything was taken back.
   *
   * @param count how often
   * @param worthMinor what it comes to, in minor units by currency; what has no price is not in it
   */
  record Ordered(long count, SortedMap<String, Long> worthMinor) {}

  /**
   * What was decided.
   *
   * @param byKind how often, by kind
   * @param byRule how often, by rule, whether it was said or held out
   * @param heldOutByRule how often of these the customer was held out, so that it was not said
   */
  record Decided(
      SortedMap<String, Long> byKind,
      SortedMap<String, Long> byRule,
      SortedMap<String, Long> heldOutByRule) {}

  /** Whether every event that was read has ended somewhere, and only once. */
  boolean accountsForAll() {
    return read == applied + duplicates + refused();
  }

  /** How many events were refused, for whatever reason. */
  long refused() {
    return sum(deadLetters);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
