package io.rtoto.cli.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/** Visit after visit, at even intervals. Remembers the calls that are not due yet. */
final class ComingVisits {
  /** In order of time. */
  static final Comparator<ShopCall> IN_ORDER =
      Comparator.comparing(ShopCall::at).thenComparing(ShopCall::messageId);

  private final Duration between;
  private final Function<Instant, List<ShopCall>> visit;
  private final PriorityQueue<ShopCall> coming = new PriorityQueue<>(IN_ORDER);
  private Instant next;

  /**
   * Visits.
   *
   * @param first when the first one begins
   * @param between how long from one's beginning to the next one's
   * @param visit the calls of the one that begins at that time
   */
  ComingVisits(Instant first, Duration between, Function<Instant, List<ShopCall>> visit) {
    this.next = first;
    this.between = between;
    this.visit = visit;
  }

  /** Those calls that are not after that time, in order of time. */
  static List<ShopCall> upTo(Instant time, List<ShopCall> calls) {
    return calls.stream().filter(call -> !call.at().isAfter(time)).sorted(IN_ORDER).toList();
  }

  /** The calls that are due by now and were not given out before, in order of time. */
  List<ShopCall> due(Instant now) {
    while (!next.isAfter(now)) {
      coming.addAll(visit.apply(next));
      next = next.plus(between);
    }
    List<ShopCall> due = new ArrayList<>();
    for (ShopCall call = coming.peek(); call != null && !call.at().isAfter(now); ) {
      due.add(call);
      coming.remove();
      call = coming.peek();
    }
    return due;
  }
}
