package io.rtoto.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/**
 * How long it takes until a link has made one customer of several identifiers.
 *
 * @param load what the job was put to
 * @param machine what it was measured on
 * @param links how many were measured
 * @param unsettled how many of them had not made one customer when the run ended
 * @param millis how long they took: from the moment at which the event was due to be sent to the
 *     moment at which topic {@code customers} gave a customer with all the identifiers, in
 *     milliseconds
 * @param loopMessagesPerEvent how many messages identifiers told each other, by all events from the
 *     first on
 * @param offersPerEvent how many messages told identifiers what was offered, likewise: they go the
 *     same way
 */
@JsonPropertyOrder({
  "load",
  "machine",
  "links",
  "unsettled",
  "millis",
  "loopMessagesPerEvent",
  "offersPerEvent"
})
record Settled(
    Rate load,
    Machine machine,
    int links,
    int unsettled,
    Quantiles millis,
    double loopMessagesPerEvent,
    double offersPerEvent) {

  /**
   * What the job was put to.
   *
   * @param customers how many the retailer has
   * @param eventsPerSecond at which pace events come
   * @param warmUpSeconds for how long before anything is measured
   * @param seconds for how long it is measured
   * @param parallelism of every operator
   * @param flink settings of Flink, stronger than those of the bench
   */
  record Rate(
      int customers,
      int eventsPerSecond,
      int warmUpSeconds,
      int seconds,
      int parallelism,
      Map<String, String> flink) {
    long events() {
      return (long) eventsPerSecond * (warmUpSeconds + seconds);
    }

    long firstMeasured() {
      return (long) eventsPerSecond * warmUpSeconds;
    }
  }

  /** How the figures of one kind are spread. */
  record Quantiles(double p50, double p90, double p99, double max) {
    /** Of those; not a number where there are none. */
    static Quantiles of(List<Double> figures) {
      List<Double> sorted = figures.stream().sorted().toList();
      return new Quantiles(at(sorted, .5), at(sorted, .9), at(sorted, .99), at(sorted, 1));
    }

    private static double at(List<Double> sorted, double part) {
      return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }
  }
}
