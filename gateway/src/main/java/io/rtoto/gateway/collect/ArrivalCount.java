package io.rtoto.gateway.collect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rtoto.gateway.collect.Taken.Judged;

/** Counts the calls that arrive, by where they went and whether they may be applied. */
final class ArrivalCount {
  private final MeterRegistry figures;

  ArrivalCount(MeterRegistry figures) {
    this.figures = figures;
  }

  void count(Taken taken) {
    taken.calls().forEach(this::count);
  }

  private void count(Judged one) {
    Counter.builder("rtoto.collect.events")
        .description("Calls that arrived and were answered with success")
        .tag("topic", one.message() == null ? "none" : one.message().topic().topicName())
        .tag("rejected", one.objection() == null ? "no" : one.objection())
        .register(figures)
        .increment();
  }
}
