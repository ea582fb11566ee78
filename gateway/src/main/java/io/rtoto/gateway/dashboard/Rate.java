package io.rtoto.gateway.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How much a counter grows in a second, over the last five. */
final class Rate {
  private static final Duration WINDOW = Duration.ofSeconds(5);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, long count) {}

  /** Takes the counter's value at a time. */
  void sample(Instant now, long count) {
    samples.addLast(new Sample(now, count));
    // One sample beyond the window stays, or a slow sampler would never see a difference.
    while (samples.size() > 2 && samples.peekFirst().at.isBefore(now.minus(WINDOW))) {
      samples.removeFirst();
    }
  }

  double perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    long millis = Duration.between(first.at, last.at).toMillis();
    return millis <= 0 ? 0 : (last.count - first.count) * 1000.0 / millis;
  }
}
